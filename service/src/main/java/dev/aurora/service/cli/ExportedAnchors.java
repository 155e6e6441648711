package dev.aurora.service.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.api.AnchorList;
import dev.aurora.service.api.JsonProvider;
import dev.aurora.service.journal.decision.ChainAnchors;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Anchors outside the books: one JSON line each, with the data directory that they are of. */
final class ExportedAnchors {

  private static final ObjectMapper JSON = JsonProvider.mapper();

  private ExportedAnchors() {}

  /** One line of the file. */
  record Line(String home, ChainAnchors.Anchor anchor) {}

  /**
   * The anchors of one data directory.
   *
   * @throws UsageError when the file can't be read, an anchor in it is not as it was written, or
   *     none is of this directory
   */
  static AnchorList read(Path file, String home) {
    List<ChainAnchors.Anchor> anchors = new ArrayList<>();
    int number = 0;
    for (String text : lines(file)) {
      number++;
      Line line = line(file, number, text);
      if (!line.anchor().computedHash().equals(line.anchor().recordHash())) {
        throw wrong(file, number, "This anchor is not as it was written.");
      }
      if (line.home().equals(home)) {
        anchors.add(line.anchor());
      }
    }
    if (anchors.isEmpty()) {
      throw new UsageError(
          new Problem(
              "anchors-of-others",
              "No anchor in this file is of this data directory, so there is nothing to compare.",
              file + ", looked for " + home,
              "the lines that `aurora audit export` wrote of it",
              "Name the file that was exported from it; nothing was compared."));
    }
    return new AnchorList(anchors);
  }

  private static Line line(Path file, int number, String text) {
    try {
      return JSON.readValue(text, Line.class);
    } catch (JsonProcessingException noAnchor) {
      throw wrong(file, number, "This line is no anchor.");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw wrong(file, 1, "The anchors can't be read: " + e.getMessage() + ".");
    }
  }

  private static UsageError wrong(Path file, int number, String what) {
    return new UsageError(
        new Problem(
            "anchors-unreadable",
            what,
            file + ", line " + number,
            "the lines that `aurora audit export` wrote",
            "Name the file that was exported; nothing was compared."));
  }
}
