package dev.aurora.service.gate.repeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@link RepeatProgram} in a process of its own, which is gone when it answers. */
final class FreshProcess {

  private static final int MINUTES_MAX = 3;

  private FreshProcess() {}

  /** What two processes differ in: locale, time zone, environment, encoding, cores, collector. */
  record Surroundings(Map<String, String> environment, List<String> flags) {

    static final Surroundings PLAIN =
        new Surroundings(
            Map.of("LANG", "C", "TZ", "UTC"),
            List.of("-Duser.language=en", "-Duser.timezone=UTC", "-XX:ActiveProcessorCount=1"));

    static final Surroundings ODD =
        new Surroundings(
            Map.of("LANG", "tr_TR.UTF-8", "TZ", "Asia/Kathmandu", "ODD", "=;\u00e4"),
            List.of(
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-1",
                "-XX:ActiveProcessorCount=2",
                "-XX:+UseParallelGC"));
  }

  /**
   * Runs.
   *
   * @param root where its artifacts go
   * @throws IOException when it can't be started, is too slow or fails; with the end of its output
   */
  static void run(Path data, Path root, Surroundings surroundings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(surroundings.flags());
    command.addAll(List.of(RepeatProgram.class.getName(), data.toString(), root.toString()));
    Path log = Files.createTempFile("aurora-repeat-", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(surroundings.environment());
      // A long class path on the command line would kill ONNX Runtime without a word.
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      await(builder.start(), log);
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static void await(Process process, Path log) throws IOException {
    try {
      if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
        throw new IOException("a fresh process took more than " + MINUTES_MAX + " minutes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a fresh process ran", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
      throw new IOException(
          "a fresh process failed: " + (lines.isEmpty() ? "without a word" : lines.getLast()));
    }
  }
}
