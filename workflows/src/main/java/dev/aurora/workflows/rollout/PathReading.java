package dev.aurora.workflows.rollout;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How the new path of one ramp does against the old one.
 *
 * @param path what is ramped, such as {@code stage week-two}
 * @param newOrders checked on the new path since the ramp began
 * @param oldOrders on the old one
 * @param done what was done about it; empty when nothing had to be
 */
public record PathReading(
    String path, long newOrders, long oldOrders, List<PathMetric> metrics, String done) {

  public PathReading {
    Objects.requireNonNull(path, "path");
    metrics = List.copyOf(metrics);
    Objects.requireNonNull(done, "done");
  }

  /** Whether a metric is red. */
  public boolean red() {
    return metrics.stream().anyMatch(PathMetric::red);
  }

  /** The same reading, and what was done about it. */
  public PathReading and(String what) {
    return new PathReading(path, newOrders, oldOrders, metrics, what);
  }

  /** The figures, red ones first. */
  public String sentence() {
    return path
        + ", "
        + newOrders
        + " orders against "
        + oldOrders
        + ": "
        + metrics.stream()
            .sorted((one, other) -> Boolean.compare(other.red(), one.red()))
            .map(PathMetric::sentence)
            .collect(Collectors.joining(", "))
        + (done.isEmpty() ? "" : "; " + done);
  }
}
