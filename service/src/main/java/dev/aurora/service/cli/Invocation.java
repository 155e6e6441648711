package dev.aurora.service.cli;

import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a command may use of the world outside: nothing else in the command line reads the
 * environment, the clock or the standard streams. One for each run of the program; not thread-safe.
 */
public final class Invocation {

  private final Map<String, String> environment;
  private final Path workingFolder;
  private final Path root;
  private final Clock clock;
  private final Output output;

  /**
   * The world of one run.
   *
   * @param workingFolder what relative paths on the command line are relative to
   * @param root the checkout or installation
   * @param out for results
   * @param err for messages and progress
   * @param terminal whether a person watches: colours and progress
   */
  public Invocation(
      Map<String, String> environment,
      Path workingFolder,
      Path root,
      Clock clock,
      PrintStream out,
      PrintStream err,
      boolean terminal) {
    this.environment = Map.copyOf(environment);
    this.workingFolder = workingFolder.toAbsolutePath();
    this.root = root.toAbsolutePath().normalize();
    this.clock = clock;
    this.output = new Output(out, err, terminal && !environment.containsKey("NO_COLOR"));
  }

  /** The run of this very process. */
  static Invocation ofThisProcess() {
    Path here = Path.of("");
    return new Invocation(
        System.getenv(),
        here,
        Path.of(System.getProperty("aurora.root", here.toAbsolutePath().toString())),
        Clock.systemUTC(),
        System.out,
        System.err,
        // The launcher knows; Java can only tell since 22.
        Boolean.getBoolean("aurora.terminal"));
  }

  /** Where results and messages go. */
  public Output output() {
    return output;
  }

  /** Standard input. */
  public InputStream input() {
    return System.in;
  }

  /** The environment variables. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The checkout or installation. */
  public Path root() {
    return root;
  }

  /** Time of day. */
  public Clock clock() {
    return clock;
  }

  /** Data directory: AURORA_HOME, else {@code .aurora} in the checkout. */
  public Path home() {
    String set = environment.getOrDefault("AURORA_HOME", "");
    return set.isBlank() ? root.resolve(".aurora") : resolve(Path.of(set));
  }

  /** A path as the person who typed it means it. */
  public Path resolve(Path path) {
    return workingFolder.resolve(path).normalize();
  }

  /**
   * Port that the service is to use: AURORA_HTTP_PORT; null when it may choose.
   *
   * @throws UsageError when the variable is no port
   */
  public @Nullable Integer httpPort() {
    String set = environment.getOrDefault("AURORA_HTTP_PORT", "");
    if (set.isBlank()) {
      return null;
    }
    try {
      int port = Integer.parseInt(set.strip());
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw notAPort(set);
    }
    throw notAPort(set);
  }

  private static UsageError notAPort(String set) {
    return new UsageError(
        new Problem(
            "http-port",
            "AURORA_HTTP_PORT is not a port.",
            "AURORA_HTTP_PORT=" + set,
            "a whole number from 1 to 65535, or nothing for a free port",
            "Set it to a port, or unset it."));
  }
}
