package dev.aurora.service.ramp;

import java.nio.file.Path;

/** Where an officer finds the limits of a ramp. */
public record RampLimitsFile(Path path) {

  /** In the folder of shipped data. */
  public static RampLimitsFile in(Path data) {
    return new RampLimitsFile(data.resolve("rollout").resolve("ramp-limits.yaml"));
  }
}
