package dev.aurora.service.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.process.DaemonTimer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges in a process of its own, by the command {@code aurora gates}: gates take minutes of
 * processor and memory that orders must not wait for, and one that dies takes nothing with it.
 */
final class GateChild {

  private static final String COMMAND = "dev.aurora.service.cli.Aurora";

  /** What takes longer has not judged; the slowest gate takes some minutes. */
  private static final Duration TIME_MAX = Duration.ofMinutes(40);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where books are, and what stops or rolls back, is the service's own business. */
  private static final String OWN_VARIABLES = "AURORA_";

  private final Path root;
  private final Path home;

  GateChild(Path root, Path home) {
    this.root = root;
    this.home = home;
  }

  /** Names of the gates of a level, in their order. */
  List<String> gates(String level) throws IOException {
    GateAnswer answer = run(List.of("gates", "list", "--json"));
    if (answer.exit() != 0) {
      throw new IOException("the gates could not be listed: " + answer.text());
    }
    List<String> gates = new ArrayList<>();
    for (JsonNode gate : JSON.readTree(answer.text())) {
      if (gate.path("level").asText().equals(level)) {
        gates.add(gate.path("gate").asText());
      }
    }
    return gates;
  }

  /**
   * Judges with one gate.
   *
   * @param artifacts of the newest run; null when there is none
   */
  GateVerdict judge(String level, String gate, @Nullable Path artifacts) {
    List<String> arguments =
        new ArrayList<>(List.of("gates", "run", level.toLowerCase(Locale.ROOT)));
    arguments.addAll(List.of("--only", gate, "--json"));
    if (artifacts != null) {
      arguments.addAll(List.of("--artifacts", artifacts.toString()));
    }
    try {
      return run(arguments).verdict(level, gate);
    } catch (IOException | RuntimeException e) {
      return GateAnswer.unjudged(level, gate, e.toString());
    }
  }

  private GateAnswer run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-Xlog:disable",
            "-Daurora.root=" + root,
            COMMAND));
    command.addAll(arguments);
    Path errors = Files.createTempFile("aurora-gate", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
    environment.put("AURORA_HOME", home.toString());
    // As an argument, the class path would be too long for ONNX Runtime: see ADR 0009.
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    // Ended from outside: while its output is read, nobody here looks at the time.
    ScheduledExecutorService limit = DaemonTimer.named("gate-limit");
    limit.schedule(() -> end(process), TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String said = out.lines().collect(Collectors.joining("\n"));
      int exit = process.waitFor();
      return new GateAnswer(exit, said.isBlank() ? Files.readString(errors).strip() : said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a gate judged", e);
    } finally {
      limit.shutdownNow();
      end(process);
      Files.deleteIfExists(errors);
    }
  }

  /** With what it started: those are asked for first, for a dead process has none. */
  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }
}
