package dev.aurora.service.process;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceStatus.Dead;
import dev.aurora.service.process.ServiceStatus.NotReady;
import dev.aurora.service.process.ServiceStatus.Ready;
import dev.aurora.service.process.ServiceStatus.Starting;
import dev.aurora.service.process.ServiceStatus.Stopped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts, finds and stops the service of one data directory. The service itself takes the {@link
 * HomeLock} and publishes its {@link ServiceRecord}; this class believes neither without looking at
 * the process. Thread-safe; starts of several commands at once wait for each other.
 */
public final class ServiceProcess {

  /** Taken when it is free and nobody asked for another. */
  public static final int PORT_DEFAULT = 8480;

  private static final int USAGE_EXIT = 2;
  private static final int LOG_LINES = 20;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

  private final Path home;
  private final ServiceProgram program;
  private final Map<String, String> environment;

  /**
   * The service of {@code home}.
   *
   * @param environment the whole environment it is started with
   */
  public ServiceProcess(Path home, ServiceProgram program, Map<String, String> environment) {
    this.home = home.toAbsolutePath().normalize();
    this.program = program;
    this.environment = Map.copyOf(environment);
  }

  /** Where the service logs to. */
  public Path log() {
    return home.resolve("service.log");
  }

  /**
   * The running service, started unless it already runs, once it is ready.
   *
   * @param port loopback port asked for; null = the usual one or any free one
   * @param arguments passed on after {@code --home} and {@code --port}
   * @param patience from the start until it is ready
   * @throws UsageError when the service refuses its settings
   * @throws DependencyError when it does not come up, with the end of its log
   */
  public ServiceRecord start(@Nullable Integer port, List<String> arguments, Duration patience) {
    PrivateFiles.createFolder(home);
    try (FileMutex ours = FileMutex.acquire(home.resolve("service-start.lock"), patience)) {
      return switch (status()) {
        case Ready ready -> ready.service();
        case NotReady running -> awaitReady(null, running.service().pid(), patience);
        case Starting starting -> awaitReady(null, 0, patience);
        case Stopped stopped -> launch(port, arguments, patience);
        case Dead dead -> launch(port, arguments, patience);
      };
    }
  }

  /** What is known about the service now; changes nothing. */
  public ServiceStatus status() {
    Optional<ServiceRecord> record = ServiceRecord.read(home);
    if (record.isPresent() && program(record.get().pid()).isPresent()) {
      return health(record.get());
    }
    Optional<RunningProgram> starting = running();
    if (starting.isPresent()) {
      return new Starting("process " + starting.get().pid() + " has not published its port yet");
    }
    return record.<ServiceStatus>map(Dead::new).orElseGet(Stopped::new);
  }

  /**
   * Stops the service: asks it to end, kills it when it has not within {@code grace}.
   *
   * @return whether there was one
   */
  public boolean stop(Duration grace) {
    Optional<RunningProgram> service =
        ServiceRecord.read(home).flatMap(record -> program(record.pid())).or(this::running);
    service.ifPresent(found -> found.stop(grace));
    ServiceRecord.withdraw(home);
    return service.isPresent();
  }

  private ServiceRecord launch(@Nullable Integer port, List<String> arguments, Duration patience) {
    ServiceRecord.withdraw(home);
    int chosen = port != null ? port : LoopbackPort.preferring(PORT_DEFAULT, Set.of());
    if (!LoopbackPort.isFree(chosen)) {
      throw new DependencyError(
          Problem.of(
                  "port-busy",
                  "Another program listens on the port that the service is to use.",
                  "Stop that program, or set AURORA_HTTP_PORT to a free port (or to nothing).")
              .at("127.0.0.1:" + chosen));
    }
    Process started =
        DetachedProgram.start(
            program.command(home, chosen, arguments),
            program.environment(environment),
            program.root(),
            log());
    return awaitReady(started, started.pid(), patience);
  }

  /**
   * Waits until the service answers that it is ready.
   *
   * @param started the child of this process, when it is one: its exit code can be read
   */
  private ServiceRecord awaitReady(@Nullable Process started, long pid, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    ServiceStatus last = status();
    while (System.nanoTime() - deadline < 0) {
      if (last instanceof Ready ready) {
        return ready.service();
      }
      if (started != null && !started.isAlive()) {
        throw ended(started.exitValue());
      }
      if (started == null && !(last instanceof NotReady) && !(last instanceof Starting)) {
        throw ended(null);
      }
      Waiting.pause(POLL);
      last = status();
    }
    throw new DependencyError(
        Problem.of(
                "service-not-ready",
                "The service is not ready after %d s (%s).".formatted(patience.toSeconds(), last),
                "It goes on starting as process "
                    + (pid == 0 ? "named above" : Long.toString(pid))
                    + ": look again with `aurora status`. The end of its log:\n"
                    + LogTail.of(log(), LOG_LINES))
            .at(log()));
  }

  private RuntimeException ended(@Nullable Integer exitCode) {
    Problem problem =
        Problem.of(
                "service-ended",
                "The service ended while it started"
                    + (exitCode == null ? "." : ", with exit code " + exitCode + "."),
                "Put right what the end of its log says, then run `aurora up`:\n"
                    + LogTail.of(log(), LOG_LINES))
            .at(log());
    return exitCode != null && exitCode == USAGE_EXIT
        ? new UsageError(problem)
        : new DependencyError(problem);
  }

  private ServiceStatus health(ServiceRecord record) {
    HttpRequest request =
        HttpRequest.newBuilder(record.uri("/health/ready")).timeout(HEALTH_TIMEOUT).build();
    try {
      HttpResponse<String> answer = Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? new Ready(record)
          : new NotReady(record, "answers " + answer.statusCode() + ": " + answer.body());
    } catch (IOException e) {
      return new NotReady(record, "does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the service", e);
    }
  }

  private Optional<RunningProgram> program(long pid) {
    return RunningProgram.withPid(pid).filter(this::isOurs);
  }

  private Optional<RunningProgram> running() {
    return RunningProgram.matching(this::isOurs);
  }

  private boolean isOurs(RunningProgram candidate) {
    return candidate.arguments().contains(program.mainClass()) && candidate.has("--home", home);
  }

  /** Made on first use: most commands never ask. */
  private static final class Http {
    static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(HEALTH_TIMEOUT).build();
  }
}
