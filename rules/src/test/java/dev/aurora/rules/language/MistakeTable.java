package dev.aurora.rules.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what officers get wrong, and what they then read, to {@code target/mistakes.md}. */
final class MistakeTable {

  private static final Path FILE = Path.of("target/mistakes.md");
  private static final Map<String, String> ROWS = new TreeMap<>();

  private MistakeTable() {}

  /** Adds a mistake and writes the table anew. */
  static synchronized void add(String mistake, List<Problem> problems) {
    for (Problem problem : problems) {
      ROWS.put(
          problem.code().id() + " " + mistake + " " + problem.line(),
          "| %s | %s | %d:%d | %s | %s |\n"
              .formatted(
                  problem.code().id(),
                  cell(mistake),
                  problem.line(),
                  problem.column(),
                  cell(problem.message()),
                  cell(problem.suggestion())));
    }
    try {
      Files.writeString(
          FILE,
          "| code | mistake | line:column | message | suggestion |\n|---|---|---|---|---|\n"
              + String.join("", ROWS.values()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(String text) {
    return text.replace("\n", " ").replace("|", "\\|");
  }
}
