package dev.aurora.service.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the service logs lines that a program can read. */
final class LogEvidence {

  private static final int LINES_MAX = 500;

  private final Path log;

  LogEvidence(Path log) {
    this.log = log;
  }

  /** Of the last lines; empty when there is no log. */
  Optional<Evidence> read(Instant now) throws IOException {
    if (!Files.isRegularFile(log)) {
      return Optional.empty();
    }
    List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
    List<String> lines = all.subList(Math.max(0, all.size() - LINES_MAX), all.size());
    int structured = 0;
    int plain = 0;
    for (String line : lines) {
      if (isStructured(line)) {
        structured++;
      } else if (structured > 0) {
        plain++; // what is printed before logging begins is no line of the log
      }
    }
    List<String> reasons = new ArrayList<>();
    if (structured == 0) {
      reasons.add("the log has no line that is JSON");
    }
    if (plain > 0) {
      reasons.add("%d of the last %d lines are no JSON".formatted(plain, lines.size()));
    }
    return Optional.of(
        new Evidence(
            new EvidenceKey(EvidenceKind.ARTIFACT, "log"),
            Digests.of(String.join("\n", lines)),
            "",
            reasons.isEmpty(),
            reasons,
            Map.of("lines", lines.size()),
            log.getFileName().toString(),
            now));
  }

  private static boolean isStructured(String line) {
    try {
      JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
      return json.isObject() && json.has("level") && json.has("formattedMessage");
    } catch (IOException noJson) {
      return false;
    }
  }
}
