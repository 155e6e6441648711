package dev.aurora.service.drill.crash;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.app.ServiceLaunch;
import dev.aurora.service.broker.paper.FaultFile;
import dev.aurora.service.process.LoopbackPort;
import dev.aurora.service.process.ServiceProcess;
import dev.aurora.service.process.ServiceProgram;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An installation that is killed: a service and a Temporal server of its own, and a broker whose
 * link can be cut. {@link #api()} may be called by another thread than the one that kills.
 */
public final class CrashSite implements AutoCloseable {

  /** Sets a drill apart: books in files of its own, and a broker that may go wrong on purpose. */
  public static final String DRILL = "drill/";

  /** As the main installation runs: the environment says where its books are. */
  private static final String MAIN = "";

  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration CALL = Duration.ofSeconds(20);
  private static final Duration STOP_GRACE = Duration.ofSeconds(10);
  private static final Duration DEATH = Duration.ofSeconds(10);

  private final Path home;
  private final String prefix;
  private final ServiceLaunch launch;
  private final EmbeddedTemporal temporal;
  private final ServiceProcess service;
  private final FaultFile faults;
  private FaultFile.Plan plan;
  private volatile ApiClient api;

  /**
   * Starts server and service.
   *
   * @param home empty folder of its own
   */
  public CrashSite(
      Path home,
      Path root,
      Map<String, String> environment,
      EmbeddedTemporal temporal,
      FaultFile.Plan plan) {
    this(home, DRILL, root, environment, temporal, plan);
  }

  private CrashSite(
      Path home,
      String prefix,
      Path root,
      Map<String, String> environment,
      EmbeddedTemporal temporal,
      FaultFile.Plan plan) {
    this.home = home;
    this.prefix = prefix;
    this.launch = new ServiceLaunch(root, environment);
    this.temporal = temporal;
    this.service = new ServiceProcess(home, ServiceProgram.likeThisJvm(root), environment);
    this.faults = new FaultFile(home.resolve("faults.json"));
    this.plan = plan;
    faults.write(plan);
    try {
      this.api = startService();
    } catch (RuntimeException failed) {
      // Nobody gets an object to close: what was started would run on for ever.
      close();
      throw failed;
    }
  }

  /**
   * A site whose books are where {@code environment} says, on a server for instance: what the main
   * installation does, with a broker that works. Several on one server and one Temporal share all
   * work.
   */
  static CrashSite onStoresOf(
      Map<String, String> environment, Path home, Path root, EmbeddedTemporal temporal) {
    return new CrashSite(home, MAIN, root, environment, temporal, FaultFile.Plan.none());
  }

  /** The service that runs now, or ran until it was killed. */
  public ApiClient api() {
    return api;
  }

  /** SIGKILL, or a cut. */
  public void kill(CrashVictim victim) {
    if (victim == CrashVictim.BROKER_LINK) {
      faults.write(plan.connected(false));
    }
    if (victim.hitsService()) {
      ServiceRecord.read(home).map(ServiceRecord::pid).ifPresent(CrashSite::kill);
    }
    if (victim.hitsTemporal()) {
      temporal.pid().ifPresent(CrashSite::kill);
    }
  }

  /** Brings back what was killed, the way an operator would: `aurora up`. */
  public void restore(CrashVictim victim) {
    faults.write(plan);
    if (victim.hitsTemporal()) {
      temporal.ensure();
    }
    if (victim.hitsService()) {
      api = startService();
    }
  }

  /** Ends the service in order; books and ledger can be opened then. */
  public void stopService() {
    service.stop(STOP_GRACE);
  }

  @Override
  public void close() {
    service.stop(STOP_GRACE);
    temporal.stop();
  }

  private ApiClient startService() {
    TemporalTarget target = temporal.ensure();
    List<String> arguments =
        launch.arguments(List.of(home.resolve("kill.flag")), launch.shippedBars(), prefix, target);
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--drill-faults", home.resolve("faults.json").toString()));
    // The usual one is the installation's; another start could also take it while this one is slow.
    int port = LoopbackPort.anyFree(Set.of());
    return new ApiClient(service.start(port, all, START), CALL);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              if (!Waiting.until(() -> !process.isAlive(), DEATH, Duration.ofMillis(5))) {
                throw new IllegalStateException("process " + pid + " survived SIGKILL");
              }
            });
  }
}
