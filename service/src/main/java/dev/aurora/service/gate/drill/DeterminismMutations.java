package dev.aurora.service.gate.drill;

import dev.aurora.service.gate.repeat.DeterminismGate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Ways for two processes to come to other artifacts; each starts from one real folder, twice. */
final class DeterminismMutations {

  private static final String GATE = "determinism";

  private DeterminismMutations() {}

  /** Spoils what the second process wrote. */
  @FunctionalInterface
  private interface Spoiler {
    void spoil(Path other) throws IOException;
  }

  /**
   * @param artifacts folder of a run, only read
   */
  static List<DataMutation> all(Path artifacts) {
    return List.of(
        red(artifacts, "one byte flipped", o -> flip(o.resolve("predictions.parquet"))),
        red(artifacts, "a decimal comma", o -> replace(o, "0.", "0,")),
        red(artifacts, "a wall clock in an artifact", o -> append(o, "summary.json", "2026-11-30")),
        red(artifacts, "Windows line ends", o -> replace(o, "\n", "\r\n")),
        red(artifacts, "a file less", o -> Files.delete(o.resolve("metrics.json"))),
        red(artifacts, "a file more", o -> append(o, "notes.txt", "x")),
        red(artifacts, "a file under another name", DeterminismMutations::renamed),
        red(artifacts, "no file in one of them", DeterminismMutations::emptied),
        DataMutation.red(
            GATE,
            "no file in both of them",
            c -> c.judgedBy(new DeterminismGate((data, one, other) -> {}))),
        DataMutation.red(GATE, "a process that fails", DeterminismMutations::failing),
        control(artifacts, "the same files", o -> {}),
        control(artifacts, "other timings", o -> append(o, "timings.json", "{}")));
  }

  private static DataMutation red(Path artifacts, String name, Spoiler spoiler) {
    return DataMutation.red(GATE, name, c -> twice(c, artifacts, spoiler));
  }

  private static DataMutation control(Path artifacts, String name, Spoiler spoiler) {
    return DataMutation.control(GATE, name, c -> twice(c, artifacts, spoiler));
  }

  private static void twice(DataCopy copy, Path artifacts, Spoiler spoiler) {
    copy.judgedBy(
        new DeterminismGate(
            (data, one, other) -> {
              copy(artifacts, one);
              copy(artifacts, other);
              spoiler.spoil(other);
            }));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void replace(Path folder, String text, String replacement) throws IOException {
    Path file = folder.resolve("decisions.json");
    Files.writeString(file, Files.readString(file).replace(text, replacement));
  }

  private static void append(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.write(file, (before + text).getBytes(StandardCharsets.UTF_8));
  }

  private static void renamed(Path folder) throws IOException {
    Files.move(folder.resolve("metrics.json"), folder.resolve("metric.json"));
  }

  private static void emptied(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private static void failing(DataCopy copy) {
    copy.judgedBy(
        new DeterminismGate(
            (data, one, other) -> {
              throw new IOException("a fresh process failed: without a word");
            }));
  }
}
