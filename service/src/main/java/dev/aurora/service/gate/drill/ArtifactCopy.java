package dev.aurora.service.gate.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.gate.SnapshotManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A copy of artifacts to be spoilt, with the environment and flag registry that go with it. The
 * originals are never opened for writing.
 */
final class ArtifactCopy {

  private final Path folder;
  private final Path flags;
  private final Connection database;
  private final Map<String, String> environment = new HashMap<>();

  private ArtifactCopy(Path folder, Path flags, Connection database) {
    this.folder = folder;
    this.flags = flags;
    this.database = database;
  }

  /**
   * Copies a folder.
   *
   * @param work empty folder for the copy and its flag registry
   */
  static ArtifactCopy of(Path artifacts, Path work, Connection database) throws IOException {
    Path folder = Files.createDirectories(work.resolve("artifacts"));
    try (Stream<Path> files = Files.list(artifacts)) {
      for (Path file : files.filter(Files::isRegularFile).filter(f -> !isManifest(f)).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    Path flags = Files.createDirectories(work.resolve("flags"));
    Files.writeString(flags.resolve("flags.json"), "{\"flags\": []}");
    return new ArtifactCopy(folder, flags, database);
  }

  /** A copy starts as a plain run; it is made golden where a drill wants it. */
  private static boolean isManifest(Path file) {
    return file.endsWith(SnapshotManifest.NAME);
  }

  Path folder() {
    return folder;
  }

  /** Folder of the flag registry {@code flags.json} and of decision records. */
  Path flags() {
    return flags;
  }

  Map<String, String> environment() {
    return environment;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Rewrites a table.
   *
   * @param select query over the table {@code t}, whose column {@code row} numbers its rows
   */
  void rewrite(String table, String select) throws SQLException, IOException {
    Path beside = file(table + ".new");
    execute(
        "CREATE OR REPLACE TEMP TABLE t AS SELECT *, file_row_number AS row FROM read_parquet('"
            + file(table)
            + "', file_row_number = true)");
    execute("ALTER TABLE t DROP file_row_number");
    execute("COPY (" + select + ") TO '" + beside + "' (FORMAT parquet)");
    Files.delete(file(table));
    Files.move(beside, file(table));
  }

  /** Replaces the values of one column, for all rows or those that {@code where} names. */
  void replace(String table, String column, String expression) throws SQLException, IOException {
    rewrite(
        table,
        "SELECT * EXCLUDE (row) REPLACE ("
            + expression
            + " AS "
            + column
            + ") FROM t ORDER BY row");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Changes one byte in the middle of a file. */
  void flipByte(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(file(name));
    bytes[bytes.length / 2] ^= 1;
    write(name, bytes);
  }

  /** Writes a file, read-only or not, and leaves its permissions as they were. */
  void write(String name, byte[] bytes) throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      Files.write(file, bytes);
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    Files.delete(file);
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, permissions);
  }

  /** Replaces text in a file; the text must be there, or the drill would show nothing. */
  void edit(String name, String text, String replacement) throws IOException {
    String content = Files.readString(file(name));
    if (!content.contains(text)) {
      throw new IllegalStateException(name + " has no '" + text + "' to replace");
    }
    int at = content.indexOf(text);
    String edited = content.substring(0, at) + replacement + content.substring(at + text.length());
    write(name, edited.getBytes(StandardCharsets.UTF_8));
  }

  /** Changes the first decision. */
  void decision(Consumer<ObjectNode> change) throws IOException {
    JsonNode decisions = Json.read(Files.readAllBytes(file("decisions.json")));
    change.accept((ObjectNode) decisions.get(0));
    write("decisions.json", Json.pretty(decisions));
  }

  /** Lets every decision be of another bar. */
  void decideAt(String asOf) throws IOException {
    String decisions = Files.readString(file("decisions.json"));
    String moved = decisions.replaceAll("\"asOf\": \"[^\"]*\"", "\"asOf\": \"" + asOf + "\"");
    write("decisions.json", moved.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the flag registry. */
  void registry(String json) throws IOException {
    Files.writeString(flags.resolve("flags.json"), json);
  }
}
