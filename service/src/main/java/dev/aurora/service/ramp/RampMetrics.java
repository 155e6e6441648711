package dev.aurora.service.ramp;

import dev.aurora.workflows.rollout.PathMetric;
import dev.aurora.workflows.rollout.PathReading;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Holds the orders of a new path against those of the old one. Pure. */
final class RampMetrics {

  private static final double PERCENTILE = 0.9;

  private RampMetrics() {}

  /**
   * @param path what is ramped
   * @param fresh orders of the new path
   * @param old orders to hold them against; none = nothing may be denied but the points allowed
   * @param breaks opened since the ramp began
   */
  static PathReading of(
      String path, List<RampOrder> fresh, List<RampOrder> old, long breaks, RampLimits limits) {
    return new PathReading(
        path,
        fresh.size(),
        old.size(),
        List.of(
            denials(fresh, old, limits),
            unknown(fresh, limits),
            latency(fresh, limits),
            breaks(breaks, limits)),
        "");
  }

  /** What could not be read is red: nobody knows whether the new path is sound. */
  static PathReading unreadable(String path, Exception why) {
    // On one line: it stands in the reason of a change and in a line of the status.
    String told = String.valueOf(why.getMessage()).replaceAll("\\s+", " ").strip();
    String metric = "%s: %s".formatted(why.getClass().getSimpleName(), told);
    return new PathReading(
        path, 0, 0, List.of(new PathMetric("unreadable", metric, "readable", true)), "");
  }

  private static PathMetric denials(List<RampOrder> fresh, List<RampOrder> old, RampLimits limits) {
    double observed = denied(fresh);
    double limit = denied(old) + limits.denialPointsMax();
    boolean enough = fresh.size() >= limits.ordersMin();
    return new PathMetric(
        "denial-rate",
        percent(observed),
        percent(limit) + (enough ? "" : " from " + limits.ordersMin() + " orders on"),
        enough && observed > limit);
  }

  private static double denied(List<RampOrder> orders) {
    return orders.isEmpty()
        ? 0
        : 100.0 * orders.stream().filter(RampOrder::denied).count() / orders.size();
  }

  private static PathMetric unknown(List<RampOrder> fresh, RampLimits limits) {
    long observed = fresh.stream().filter(RampOrder::unknown).count();
    return new PathMetric(
        "unknown-orders",
        Long.toString(observed),
        Integer.toString(limits.unknownOrdersMax()),
        observed > limits.unknownOrdersMax());
  }

  private static PathMetric latency(List<RampOrder> fresh, RampLimits limits) {
    List<Duration> sorted =
        fresh.stream().map(RampOrder::latency).filter(Objects::nonNull).sorted().toList();
    long observed =
        sorted.isEmpty()
            ? 0
            : sorted.get((int) Math.ceil(PERCENTILE * sorted.size()) - 1).toMillis();
    return new PathMetric(
        "latency-p90",
        observed + " ms",
        limits.latencyMillisMax() + " ms",
        observed > limits.latencyMillisMax());
  }

  private static PathMetric breaks(long breaks, RampLimits limits) {
    return new PathMetric(
        "open-breaks",
        Long.toString(breaks),
        Integer.toString(limits.openBreaksMax()),
        breaks > limits.openBreaksMax());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.1f %%", value);
  }
}
