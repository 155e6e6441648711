package dev.aurora.service.gate.drill;

import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A copy of the shipped data to be spoilt, with a change log of its own and the gate that judges
 * it, which a drill may exchange for one with a defect. The originals are never opened for writing.
 */
final class DataCopy {

  static final String BARS = "bars/quandl-wiki-daily-2000-2013.csv.gz";
  static final String ACTIONS = "corporate-actions/actions_2000_2013_derived.csv";
  static final String CONVENTION = "corporate-actions/convention.json";
  static final String LABELS = "models/labels.csv.gz";

  private final Path data;
  private final Path checkout;
  private Gate gate;

  private DataCopy(Path data, Path checkout, Gate gate) {
    this.data = data;
    this.checkout = checkout;
    this.gate = gate;
  }

  /**
   * Copies a folder of data.
   *
   * @param work empty folder for the copy and its change log
   */
  static DataCopy of(Path shipped, Path work, Gate gate) throws IOException {
    Path data = work.resolve("data");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = data.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(file));
      }
    }
    Path checkout = Files.createDirectories(work.resolve("checkout"));
    Files.writeString(checkout.resolve("CHANGELOG.md"), "# Changes\n");
    return new DataCopy(data, checkout, gate);
  }

  GateSubject subject() {
    return new GateSubject(null, data, checkout);
  }

  Path data() {
    return data;
  }

  Path file(String name) {
    return data.resolve(name);
  }

  Gate gate() {
    return gate;
  }

  /** Exchanges the gate for one that looks at something with a defect. */
  void judgedBy(Gate other) {
    gate = other;
  }

  void changelog(String text) throws IOException {
    Files.writeString(checkout.resolve("CHANGELOG.md"), text);
  }

  Path changelog() {
    return checkout.resolve("CHANGELOG.md");
  }

  String text(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(file(name));
    if (!name.endsWith(".gz")) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".gz")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes);
      }
      bytes = packed.toByteArray();
    }
    Files.deleteIfExists(file(name));
    Files.write(file(name), bytes);
  }

  /** Replaces text; the text must be there, or the drill would show nothing. */
  void edit(String name, String text, String replacement) throws IOException {
    String content = text(name);
    if (!content.contains(text)) {
      throw new IllegalStateException(name + " has no '" + text + "' to replace");
    }
    write(name, content.replace(text, replacement));
  }

  /** Changes the lines after the header; something must change. */
  void lines(String name, UnaryOperator<List<String>> change) throws IOException {
    List<String> all = text(name).lines().toList();
    List<String> body = all.subList(1, all.size());
    List<String> changed = change.apply(body);
    if (changed.equals(body)) {
      throw new IllegalStateException("nothing changed in " + name);
    }
    write(name, all.getFirst() + "\n" + String.join("\n", changed) + "\n");
  }

  /** Changes one cell of the lines that start so. */
  void cell(String name, String start, int column, UnaryOperator<String> change)
      throws IOException {
    lines(
        name,
        body ->
            body.stream()
                .map(line -> line.startsWith(start) ? changed(line, column, change) : line)
                .toList());
  }

  private static String changed(String line, int column, UnaryOperator<String> change) {
    String[] cells = line.split(",", -1);
    cells[column] = change.apply(cells[column]);
    return String.join(",", Arrays.asList(cells));
  }
}
