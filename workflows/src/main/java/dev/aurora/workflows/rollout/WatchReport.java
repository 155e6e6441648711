package dev.aurora.workflows.rollout;

import java.util.List;

/**
 * One look at everything that ramps.
 *
 * @param readings one a ramp
 */
public record WatchReport(List<PathReading> readings) {

  public static final WatchReport NONE = new WatchReport(List.of());

  public WatchReport {
    readings = List.copyOf(readings);
  }

  /** Whether something was ramped to zero. */
  public boolean changed() {
    return readings.stream().anyMatch(reading -> !reading.done().isEmpty());
  }
}
