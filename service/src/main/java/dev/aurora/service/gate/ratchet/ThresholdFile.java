package dev.aurora.service.gate.ratchet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aurora.service.gate.ratchet.Threshold.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Thresholds as written: {@code name: {max: 150}}, {@code name: {min: 0.8}} or {@code name: true}.
 * Read strictly: whatever else stands there is refused, and every name must be there.
 *
 * @param thresholds by name
 */
record ThresholdFile(Map<String, Threshold> thresholds) {

  /** What must have a threshold, in the order of reports. */
  static final Set<String> NAMES =
      new java.util.LinkedHashSet<>(
          Arrays.asList(
              "e2dMs",
              "parityMax",
              "memoryPeakMb",
              "nanShare",
              "turnover",
              "secrets",
              "historyBars",
              "ic",
              "fillRate",
              "mutationMetrics",
              "crossProcessIdentical",
              "seedReproducible",
              "noLookahead",
              "noLabelShift",
              "monotonicTimestamps"));

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a file.
   *
   * @throws IOException when it is missing, or not exactly what it should be
   */
  static ThresholdFile read(Path file) throws IOException {
    JsonNode root = YAML.readTree(Files.readAllBytes(file));
    if (root == null || !root.isObject()) {
      throw new IOException(file.getFileName() + " holds no thresholds");
    }
    Map<String, Threshold> thresholds = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      thresholds.put(entry.getKey(), threshold(file, entry.getKey(), entry.getValue()));
    }
    Set<String> missing = new TreeSet<>(NAMES);
    missing.removeAll(thresholds.keySet());
    if (!missing.isEmpty()) {
      throw new IOException(file.getFileName() + " has no threshold for " + missing);
    }
    return new ThresholdFile(thresholds);
  }

  private static Threshold threshold(Path file, String name, JsonNode node) throws IOException {
    if (!NAMES.contains(name)) {
      throw new IOException(file.getFileName() + ": nobody measures " + name);
    }
    if (node.isBoolean() && node.asBoolean()) {
      return new Threshold(name, Direction.TRUE, 1);
    }
    if (node.isObject() && node.size() == 1) {
      for (Direction direction : new Direction[] {Direction.MAX, Direction.MIN}) {
        JsonNode value = node.path(direction.id());
        if (value.isNumber() && Double.isFinite(value.asDouble())) {
          return new Threshold(name, direction, value.asDouble());
        }
      }
    }
    throw new IOException(
        "%s: %s is %s, expected true, {max: N} or {min: N}"
            .formatted(file.getFileName(), name, node));
  }
}
