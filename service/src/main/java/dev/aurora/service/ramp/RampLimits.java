package dev.aurora.service.ramp;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a ramp may do to orders, as {@code rollout/ramp-limits.yaml} says it.
 *
 * @param ordersMin of the new path before its rates count
 * @param denialPointsMax percentage points that the share of denied orders may be above the old
 *     path's
 * @param unknownOrdersMax orders of the new path of unknown outcome
 * @param latencyMillisMax from verdict to outbox, 90th percentile, in milliseconds
 * @param openBreaksMax breaks opened since the ramp began
 */
record RampLimits(
    int ordersMin,
    int denialPointsMax,
    int unknownOrdersMax,
    int latencyMillisMax,
    int openBreaksMax) {

  private static final JsonMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  RampLimits {
    if (ordersMin < 1
        || denialPointsMax < 0
        || denialPointsMax > 100
        || unknownOrdersMax < 0
        || latencyMillisMax < 1
        || openBreaksMax < 0) {
      throw new IllegalArgumentException("a limit of a ramp is out of its range");
    }
  }

  /**
   * @throws IOException when the file can't be read or is not of that shape
   */
  static RampLimits load(Path file) throws IOException {
    return YAML.readValue(file.toFile(), RampLimits.class);
  }
}
