package dev.aurora.service.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.E2dStage;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the artifacts of the newest run show. Nothing is taken from a run that did not come to its
 * end.
 */
final class RunEvidence {

  private static final double LATENCY_MILLIS_MAX = 150;
  private static final List<String> METRICS =
      List.of("ic_spearman", "turnover", "fill_rate", "drawdown");
  private static final List<String> LATENCIES = List.of("avg", "p95", "p99", "max");

  private static final Set<E2dStage> WRITING =
      EnumSet.of(E2dStage.FEATURES, E2dStage.MODEL, E2dStage.DECISIONS, E2dStage.ARTIFACTS);

  private final Path artifacts;

  /**
   * @param artifacts folder with a folder a run
   */
  RunEvidence(Path artifacts) {
    this.artifacts = artifacts;
  }

  /** Looks for reasons against something. */
  @FunctionalInterface
  private interface Check {
    List<String> against(Path run) throws IOException;
  }

  List<Evidence> read() throws IOException {
    Path run = newest();
    if (run == null) {
      return List.of();
    }
    List<Evidence> found = new ArrayList<>();
    found.add(look(run, "bars", ArtifactFolder.TRACE, RunEvidence::bars));
    found.add(look(run, "sanity", ArtifactFolder.SUMMARY, RunEvidence::sanity));
    found.add(look(run, "decisions", ArtifactFolder.DECISIONS, RunEvidence::decisions));
    found.add(look(run, "run-id", ArtifactFolder.SUMMARY, RunEvidence::runId));
    found.add(look(run, "latency", ArtifactFolder.TIMINGS, RunEvidence::latency));
    found.add(look(run, "metrics", ArtifactFolder.METRICS, RunEvidence::metrics));
    found.add(look(run, "trace", ArtifactFolder.TRACE, RunEvidence::trace));
    return found;
  }

  /** The run whose checkpoint is the youngest; null when there is none. */
  private @Nullable Path newest() throws IOException {
    if (!Files.isDirectory(artifacts)) {
      return null;
    }
    Map<Path, Long> written = new HashMap<>();
    try (Stream<Path> runs = Files.list(artifacts)) {
      for (Path run : runs.toList()) {
        Path checkpoint = run.resolve(ArtifactFolder.CHECKPOINT);
        if (Files.isRegularFile(checkpoint)) {
          written.put(run, Files.getLastModifiedTime(checkpoint).toMillis());
        }
      }
    }
    return written.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static Evidence look(Path run, String subject, String file, Check check)
      throws IOException {
    List<String> reasons = new ArrayList<>();
    String digest = "";
    try {
      digest = Digests.ofFile(run.resolve(file));
      reasons.addAll(check.against(run));
    } catch (NoSuchFileException missing) {
      reasons.add(file + " is missing");
    } catch (IOException unreadable) {
      reasons.add(file + " can't be read: " + unreadable.getMessage());
    }
    return new Evidence(
        new EvidenceKey(EvidenceKind.ARTIFACT, subject),
        digest,
        run.getFileName().toString(),
        reasons.isEmpty(),
        reasons,
        Map.of("file", file),
        "run " + run.getFileName(),
        Files.getLastModifiedTime(run.resolve(ArtifactFolder.CHECKPOINT)).toInstant());
  }

  private static List<String> bars(Path run) throws IOException {
    JsonNode bars = line(run, E2dStage.BARS);
    return bars.path("meta").path("rows").asInt() > 0 ? List.of() : List.of("the run read no bars");
  }

  private static List<String> sanity(Path run) throws IOException {
    JsonNode sanity = json(run, ArtifactFolder.SUMMARY).path("dataSanity");
    if (!sanity.path("ok").isBoolean()) {
      return List.of("summary.json does not say what DataSanity found");
    }
    return sanity.path("ok").asBoolean()
        ? List.of()
        : List.of("summary.json says that DataSanity found bad data");
  }

  private static List<String> decisions(Path run) throws IOException {
    JsonNode decisions = json(run, ArtifactFolder.DECISIONS);
    return decisions.isArray() && !decisions.isEmpty()
        ? List.of()
        : List.of("the run decided nothing");
  }

  private static List<String> runId(Path run) throws IOException {
    String written = json(run, ArtifactFolder.SUMMARY).path("runId").asText();
    return run.endsWith(written)
        ? List.of()
        : List.of("summary.json says run '" + written + "', its folder is " + run.getFileName());
  }

  private static List<String> latency(Path run) throws IOException {
    JsonNode total = json(run, ArtifactFolder.TIMINGS).path("totalMs");
    if (!total.isNumber()) {
      return List.of("timings.json has no totalMs");
    }
    return total.asDouble() <= LATENCY_MILLIS_MAX
        ? List.of()
        : List.of(
            "the run took %.1f ms, at most %.0f count"
                .formatted(total.asDouble(), LATENCY_MILLIS_MAX));
  }

  private static List<String> metrics(Path run) throws IOException {
    List<String> reasons = new ArrayList<>();
    JsonNode metrics = json(run, ArtifactFolder.METRICS);
    for (String metric : METRICS) {
      JsonNode value = metrics.path(metric);
      if (!value.path("value").isNumber()) {
        reasons.add(
            "metrics.json has no %s: %s"
                .formatted(metric, value.path("reason").asText("it is not named")));
      }
    }
    JsonNode timings = json(run, ArtifactFolder.TIMINGS);
    for (String figure : LATENCIES) {
      if (!timings.path("latency_ms").path(figure).isNumber()) {
        reasons.add("timings.json has no latency_ms." + figure);
      }
    }
    if (!timings.path("memory_peak_mb").isNumber()) {
      reasons.add("timings.json has no memory_peak_mb");
    }
    return reasons;
  }

  private static List<String> trace(Path run) throws IOException {
    List<String> reasons = new ArrayList<>();
    for (E2dStage stage : E2dStage.values()) {
      JsonNode line = line(run, stage);
      if (!line.path("inputDigest").asText().startsWith("sha256:")) {
        reasons.add("trace.jsonl has no input digest of stage " + stage.id());
      }
      JsonNode output = line.path("outputPath");
      if (WRITING.contains(stage) && !output.isTextual()) {
        reasons.add("trace.jsonl names no artifact of stage " + stage.id());
      }
      if (output.isTextual() && Files.notExists(run.resolve(output.asText()))) {
        reasons.add("trace.jsonl names " + output.asText() + ", which is not there");
      }
    }
    return reasons;
  }

  private static JsonNode line(Path run, E2dStage stage) throws IOException {
    for (String line :
        Files.readAllLines(run.resolve(ArtifactFolder.TRACE), StandardCharsets.UTF_8)) {
      JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8));
      if (json.path("stage").asText().equals(stage.id())) {
        return json;
      }
    }
    throw new IOException("no line of stage " + stage.id());
  }

  private static JsonNode json(Path run, String file) throws IOException {
    return Json.read(Files.readAllBytes(run.resolve(file)));
  }
}
