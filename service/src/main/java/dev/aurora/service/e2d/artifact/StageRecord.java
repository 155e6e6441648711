package dev.aurora.service.e2d.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One finished stage of a run: a line of the trace and an entry of the checkpoint.
 *
 * @param stage name of the stage
 * @param event {@code completed} or {@code failed}
 * @param inputDigest digest of everything the stage read
 * @param outputs digest by artifact name, in the order written; empty when it wrote none
 * @param meta counts and digests for a reader; no time, no path of this machine
 */
public record StageRecord(
    String stage,
    String event,
    String inputDigest,
    Map<String, String> outputs,
    Map<String, String> meta) {

  public static final String COMPLETED = "completed";
  public static final String FAILED = "failed";

  public StageRecord {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(inputDigest, "inputDigest");
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
  }

  /** The stage as a line of {@code trace.jsonl}. */
  ObjectNode traceLine() {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("stage", stage).put("event", event).put("inputDigest", inputDigest);
    line.put("outputPath", outputs.keySet().stream().findFirst().orElse(null));
    meta.forEach(line.putObject("meta")::put);
    return line;
  }

  ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("stage", stage).put("event", event).put("inputDigest", inputDigest);
    outputs.forEach(json.putObject("artifacts")::put);
    meta.forEach(json.putObject("meta")::put);
    return json;
  }

  static StageRecord fromJson(JsonNode json) {
    return new StageRecord(
        json.required("stage").asText(),
        json.required("event").asText(),
        json.required("inputDigest").asText(),
        texts(json.required("artifacts")),
        texts(json.required("meta")));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }
}
