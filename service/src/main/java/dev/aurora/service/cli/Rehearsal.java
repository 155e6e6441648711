package dev.aurora.service.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Runs common commands once with nothing at stake, so that the JVM can note which classes they load
 * and start the next ones quicker: the launcher does this once after each build. The commands see
 * an empty data directory and a Temporal address where nothing listens, and say nothing.
 */
final class Rehearsal {

  /** Command lines that change nothing and need no server. Add one when you add a command. */
  static final List<List<String>> LINES =
      List.of(List.of("--help"), List.of("status"), List.of("status", "--json"));

  /** Port 1 of loopback: refused at once. */
  private static final String NOWHERE = "127.0.0.1:1";

  private Rehearsal() {}

  /** Rehearses in the checkout {@code aurora.root}. */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "logback-cli.xml");
    rehearse(Path.of(System.getProperty("aurora.root", ".")));
    System.exit(ExitCode.DONE);
  }

  static void rehearse(Path root) {
    try {
      Path empty = Files.createTempDirectory("aurora-rehearsal-");
      for (List<String> line : LINES) {
        Aurora.execute(invocation(root, empty), line.toArray(new String[0]));
      }
      Files.delete(empty);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Invocation invocation(Path root, Path home) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return new Invocation(
        Map.of("PATH", "", "AURORA_HOME", home.toString(), "TEMPORAL_ADDRESS", NOWHERE),
        root,
        root,
        Clock.systemUTC(),
        nowhere,
        nowhere,
        false);
  }
}
