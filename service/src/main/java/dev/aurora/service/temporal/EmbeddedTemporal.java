package dev.aurora.service.temporal;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.process.DetachedProgram;
import dev.aurora.service.process.FileMutex;
import dev.aurora.service.process.LogTail;
import dev.aurora.service.process.LoopbackPort;
import dev.aurora.service.process.PrivateFiles;
import dev.aurora.service.process.RunningProgram;
import dev.aurora.service.process.Waiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The Temporal server of one data directory: the CLI's dev server on a database file, on loopback,
 * in a session of its own. It outlives the command that started it and is never started twice on
 * one database. After a kill it comes back on the same database and, when they are still free, on
 * the same ports, so that running workers find it again.
 *
 * <p>It is recognised by its database file among the arguments of a running process, which no reuse
 * of process ids can fake. Thread-safe, and safe between processes.
 */
public final class EmbeddedTemporal {

  /** Namespace of all of Aurora's workflows on an embedded server. */
  public static final String NAMESPACE = "aurora";

  /** Closed workflows can be looked at for so long. */
  public static final Duration RETENTION = Duration.ofDays(30);

  public static final int PORT_DEFAULT = 7233;
  private static final int UI_PORT_DEFAULT = 8233;
  private static final int START_ATTEMPTS = 3;
  private static final int LOG_LINES = 15;
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(90);

  /** A killed server holds its ports for a moment longer. */
  private static final Duration PORT_PATIENCE = Duration.ofSeconds(2);

  private static final Duration STOP_GRACE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String DATABASE_OPTION = "--db-filename";

  /**
   * 20 polls a second and shard are the defaults, and a dev server has one shard: every step of a
   * workflow would wait 50 ms. And each demo is a Worker Deployment of its own, of which a hundred
   * are the default.
   */
  private static final List<String> DYNAMIC_CONFIG =
      List.of(
          "history.transferProcessorMaxPollRPS=2000",
          "history.timerProcessorMaxPollRPS=2000",
          "history.visibilityProcessorMaxPollRPS=2000",
          "matching.maxDeployments=10000");

  private final Path folder;
  private final TemporalCli cli;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Ports ports;

  /** Which ports a first start takes. */
  public enum Ports {
    /** Temporal's usual ones when they are free: what people and tools expect. */
    USUAL,
    /** Any free ones: tests leave the usual ones alone. */
    ANY
  }

  /** The server of the data directory {@code home}, run by {@code cli}. */
  public EmbeddedTemporal(
      Path home, TemporalCli cli, Map<String, String> environment, Clock clock, Ports ports) {
    this.folder = home.toAbsolutePath().normalize().resolve("temporal");
    this.cli = cli;
    this.environment = withoutTemporal(environment);
    this.clock = clock;
    this.ports = ports;
  }

  /** Where the server logs to. */
  public Path log() {
    return folder.resolve("server.log");
  }

  /** Database file, one for each version of the CLI: there are no migrations. */
  public Path database() {
    return folder.resolve(TemporalCliRelease.VERSION).resolve("temporal.db");
  }

  /**
   * The server, started unless it runs, once it serves and has its namespace and search attributes.
   *
   * @throws DependencyError when the CLI can't be had or the server does not come up
   */
  public TemporalTarget ensure() {
    Path program = cli.ensure();
    PrivateFiles.createFolderOf(database());
    try (FileMutex ours = FileMutex.acquire(folder.resolve("server.lock"), LOCK_PATIENCE)) {
      for (int attempt = 1; ; attempt++) {
        ServerRecord server = running().orElseGet(() -> launch(program, choosePorts()));
        if (comesUp(server)) {
          return target(server);
        }
        // Most likely somebody took a port between choosing and binding it: other ports next time.
        if (attempt == START_ATTEMPTS) {
          throw notUp("ended while it started");
        }
      }
    }
  }

  /** The server, if its process runs; whether it serves is another question. */
  public Optional<TemporalTarget> find() {
    return running().map(EmbeddedTemporal::target);
  }

  /** Whether the server runs and answers that it serves. */
  public boolean isServing() {
    return find().map(EmbeddedTemporal::answers).orElse(false);
  }

  /** Process id of the running server. */
  public Optional<Long> pid() {
    return process().map(RunningProgram::pid);
  }

  /**
   * Stops the server; its database stays.
   *
   * @return whether one ran
   */
  public boolean stop() {
    if (process().isEmpty()) {
      return false;
    }
    try (FileMutex ours = FileMutex.acquire(folder.resolve("server.lock"), LOCK_PATIENCE)) {
      Optional<RunningProgram> server = process();
      server.ifPresent(found -> found.stop(STOP_GRACE));
      return server.isPresent();
    }
  }

  private Optional<ServerRecord> running() {
    Optional<ServerRecord> last = ServerRecord.read(record());
    return process()
        .flatMap(
            server ->
                last.filter(record -> record.pid() == server.pid())
                    .or(() -> ServerRecord.of(server, database(), Instant.now(clock))));
  }

  /** By the recorded process id first; by a look at all processes when the record is lost. */
  private Optional<RunningProgram> process() {
    return ServerRecord.read(record())
        .flatMap(record -> RunningProgram.withPid(record.pid()))
        .filter(this::isOurs)
        .or(() -> RunningProgram.matching(this::isOurs));
  }

  private boolean isOurs(RunningProgram candidate) {
    return candidate.has(DATABASE_OPTION, database());
  }

  private record PortPair(int port, int uiPort) {}

  /** The last ones first: workers that still run look for their server there. */
  private PortPair choosePorts() {
    Optional<ServerRecord> last = ServerRecord.read(record());
    last.ifPresent(
        record ->
            Waiting.until(
                () -> LoopbackPort.isFree(record.port()) && LoopbackPort.isFree(record.uiPort()),
                PORT_PATIENCE,
                POLL));
    int port = last.map(ServerRecord::port).orElse(ports == Ports.USUAL ? PORT_DEFAULT : 0);
    int uiPort = last.map(ServerRecord::uiPort).orElse(ports == Ports.USUAL ? UI_PORT_DEFAULT : 0);
    int chosen = choose(port, Set.of());
    return new PortPair(chosen, choose(uiPort, Set.of(chosen)));
  }

  private static int choose(int wish, Set<Integer> taken) {
    return wish == 0 ? LoopbackPort.anyFree(taken) : LoopbackPort.preferring(wish, taken);
  }

  private ServerRecord launch(Path program, PortPair pair) {
    Process started = DetachedProgram.start(command(program, pair), environment, folder, log());
    ServerRecord server =
        new ServerRecord(
            started.pid(),
            pair.port(),
            pair.uiPort(),
            TemporalCliRelease.VERSION,
            database().toString(),
            Instant.now(clock));
    server.write(record());
    return server;
  }

  private List<String> command(Path program, PortPair pair) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "server", "start-dev"));
    command.addAll(List.of(DATABASE_OPTION, database().toString()));
    command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(pair.port())));
    command.addAll(List.of("--ui-port", Integer.toString(pair.uiPort())));
    command.addAll(List.of("--namespace", NAMESPACE));
    // Without a write-ahead log the server collapses under 50 clients; without full sync a kill of
    // the machine loses acknowledged steps.
    command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL"));
    command.addAll(List.of("--sqlite-pragma", "synchronous=FULL"));
    for (String setting : DYNAMIC_CONFIG) {
      command.addAll(List.of("--dynamic-config-value", setting));
    }
    command.addAll(List.of("--ui-disable-news-fetch", "--log-level", "warn"));
    return command;
  }

  /**
   * Waits until the server listens, serves and is prepared.
   *
   * @return false when it ended before that; then whatever listens on its port is another program
   */
  private boolean comesUp(ServerRecord server) {
    await(
        () -> LoopbackPort.isListening(server.port()) || RunningProgram.hasEnded(server.pid()),
        "does not listen");
    if (RunningProgram.hasEnded(server.pid())) {
      return false;
    }
    try (TemporalAdmin admin = new TemporalAdmin(TemporalConnection.plain(target(server)))) {
      await(() -> RunningProgram.hasEnded(server.pid()) || admin.isServing(), "does not serve");
      if (RunningProgram.hasEnded(server.pid())) {
        return false;
      }
      admin.ensureRetention(RETENTION);
      if (!admin.ensureSearchAttributes(START_PATIENCE)) {
        throw notUp("did not take the search attributes");
      }
      return true;
    }
  }

  private void await(BooleanSupplier done, String otherwise) {
    if (!Waiting.until(done, START_PATIENCE, POLL)) {
      throw notUp(otherwise + " after " + START_PATIENCE.toSeconds() + " s");
    }
  }

  private static boolean answers(TemporalTarget target) {
    try (TemporalAdmin admin = new TemporalAdmin(TemporalConnection.plain(target))) {
      return admin.isServing();
    }
  }

  private static TemporalTarget target(ServerRecord server) {
    return new TemporalTarget(
        "127.0.0.1:" + server.port(),
        NAMESPACE,
        "http://127.0.0.1:" + server.uiPort() + "/namespaces/" + NAMESPACE,
        true);
  }

  private DependencyError notUp(String how) {
    return new DependencyError(
        Problem.of(
                "temporal-not-up",
                "The embedded Temporal server " + how + ".",
                "Put right what the end of its log says, then try again:\n"
                    + LogTail.of(log(), LOG_LINES))
            .at(log()));
  }

  private Path record() {
    return folder.resolve("server.json");
  }

  /** Variables for a client would confuse the server that it is to be a client of. */
  private static Map<String, String> withoutTemporal(Map<String, String> environment) {
    Map<String, String> rest = new HashMap<>(environment);
    rest.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    return Map.copyOf(rest);
  }
}
