package dev.aurora.service.cli;

import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.process.ServiceProcess;
import dev.aurora.service.process.ServiceProgram;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.process.ServiceStatus;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalCli;
import dev.aurora.service.temporal.TemporalCliRelease;
import dev.aurora.service.temporal.TemporalServers;
import dev.aurora.service.temporal.TemporalTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The programs that belong to one data directory, as the commands see them. */
final class Installation {

  private static final Duration SERVICE_START = Duration.ofSeconds(60);

  private final Invocation invocation;

  Installation(Invocation invocation) {
    this.invocation = invocation;
  }

  Path home() {
    return invocation.home();
  }

  /**
   * The CLI of the data directory. A data directory of another place shares the checkout's copy
   * when that is there: it is 150 MB.
   */
  TemporalCli temporalCli() {
    Path own = home().resolve("temporal-cli");
    Path shared = invocation.root().resolve(".aurora").resolve("temporal-cli");
    boolean borrow = !Files.isDirectory(own) && Files.isDirectory(shared);
    return new TemporalCli(
        borrow ? shared : own, invocation.environment(), TemporalCliRelease.forThisMachine());
  }

  EmbeddedTemporal embeddedTemporal() {
    return new EmbeddedTemporal(
        home(),
        temporalCli(),
        invocation.environment(),
        invocation.clock(),
        EmbeddedTemporal.Ports.USUAL);
  }

  TemporalServers temporalServers() {
    return new TemporalServers(invocation.environment(), embeddedTemporal());
  }

  ServiceProcess service() {
    return new ServiceProcess(
        home(), ServiceProgram.likeThisJvm(invocation.root()), invocation.environment());
  }

  /** The service of this data directory, started with its server when it does not run. */
  ServiceRecord runningService() {
    return service().status() instanceof ServiceStatus.Ready ready
        ? ready.service()
        : startService(invocation.httpPort(), temporalServers().ensure().target(), SERVICE_START);
  }

  /**
   * Starts the service unless it runs.
   *
   * @param port null = the usual or any free one
   */
  ServiceRecord startService(@Nullable Integer port, TemporalTarget temporal, Duration patience) {
    ServiceLaunch launch = new ServiceLaunch(invocation.root(), invocation.environment());
    return service()
        .start(
            port,
            launch.arguments(List.of(launch.killFile(home())), launch.shippedBars(), "", temporal),
            patience);
  }

  /**
   * The same, at least one.
   *
   * @throws DependencyError when none runs
   */
  List<ServiceRecord> requireRunningServices() {
    List<ServiceRecord> running = runningServices();
    if (running.isEmpty()) {
      throw new DependencyError(
          Problem.of(
                  "no-service",
                  "No service runs on this data directory, so nothing is being traded from it.",
                  "To stop it before it starts: touch "
                      + invocation.home().resolve("kill.flag")
                      + "; or start it with `aurora up`.")
              .at(invocation.home()));
    }
    return running;
  }

  /** Every service that runs on this data directory: its own, and those of demos. */
  List<ServiceRecord> runningServices() {
    List<ServiceRecord> running = new ArrayList<>();
    for (Path folder : folders()) {
      ServiceProcess process =
          new ServiceProcess(
              folder, ServiceProgram.likeThisJvm(invocation.root()), invocation.environment());
      switch (process.status()) {
        case ServiceStatus.Ready ready -> running.add(ready.service());
        // It may be sending while it does not say that it is ready.
        case ServiceStatus.NotReady notReady -> running.add(notReady.service());
        case ServiceStatus.Starting starting -> {}
        case ServiceStatus.Dead dead -> {}
        case ServiceStatus.Stopped stopped -> {}
      }
    }
    return running;
  }

  private List<Path> folders() {
    List<Path> folders = new ArrayList<>(List.of(home()));
    Path demos = home().resolve("demo");
    if (Files.isDirectory(demos)) {
      try (Stream<Path> all = Files.list(demos)) {
        all.filter(Files::isDirectory).sorted().forEach(folders::add);
      } catch (IOException e) {
        throw new DependencyError(
            Problem.of(
                    "home-unreadable",
                    "The demos of the data directory can't be listed: " + e.getMessage(),
                    "Make it readable for the user who runs this command.")
                .at(demos),
            e);
      }
    }
    return folders;
  }
}
