package dev.aurora.service.gate;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a gate says of some artifacts.
 *
 * @param gate id of the gate
 * @param level {@code L0}, {@code L1} or {@code L2}
 * @param green whether it holds; exactly when there are no reasons
 * @param reasons why not, for a person; empty when green
 * @param evidence counts, schemas and first offenders: texts, numbers, booleans, lists and maps
 *     thereof
 * @param duration time it took
 * @param inputDigest digest of what was judged
 */
public record GateVerdict(
    String gate,
    String level,
    boolean green,
    List<String> reasons,
    Map<String, Object> evidence,
    Duration duration,
    String inputDigest) {

  public GateVerdict {
    Objects.requireNonNull(gate, "gate");
    Objects.requireNonNull(level, "level");
    reasons = List.copyOf(reasons);
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(inputDigest, "inputDigest");
    if (green != reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "gate " + gate + " is green exactly when there is no reason against it: " + reasons);
    }
  }
}
