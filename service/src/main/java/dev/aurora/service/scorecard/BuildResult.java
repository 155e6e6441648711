package dev.aurora.service.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code .ci/run} said at its end, as evidence of the whole build. */
final class BuildResult {

  /** Written by {@code .ci/run}: {@code {begun, ended, exit, tests, failures, errors, skipped}}. */
  static final String FILE = "target/ci-result.json";

  private final SourceTree sources;

  BuildResult(SourceTree sources) {
    this.sources = sources;
  }

  /** Empty when there is no result, or it is one of other sources than stand here. */
  Optional<Evidence> read() throws IOException {
    Path file = sources.root().resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode result = Json.read(Files.readAllBytes(file));
    Instant begun = time(result, "begun");
    if (sources.lastChange(SourceModule.SERVICE).isAfter(begun)) {
      return Optional.empty();
    }
    List<String> reasons = new ArrayList<>();
    Map<String, Object> details = new LinkedHashMap<>();
    for (String count : List.of("exit", "tests", "failures", "errors", "skipped")) {
      JsonNode value = result.path(count);
      if (!value.isInt()) {
        throw new IOException(FILE + " has no " + count);
      }
      details.put(count, value.asInt());
      boolean wanted =
          switch (count) {
            case "tests" -> value.asInt() > 0;
            case "skipped" -> true; // counts against the class that skipped
            default -> value.asInt() == 0;
          };
      if (!wanted) {
        reasons.add("the build ended with " + count + " = " + value.asInt());
      }
    }
    String digest = sources.digest(SourceModule.SERVICE);
    return Optional.of(
        new Evidence(
            new EvidenceKey(EvidenceKind.RELEASE, "build"),
            digest,
            digest,
            reasons.isEmpty(),
            reasons,
            details,
            FILE,
            time(result, "ended")));
  }

  private static Instant time(JsonNode result, String name) throws IOException {
    try {
      return Instant.parse(result.path(name).asText());
    } catch (DateTimeException e) {
      throw new IOException(FILE + " does not say when the build " + name, e);
    }
  }
}
