package dev.aurora.service.e2d.metric;

import java.util.Arrays;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How long something took, over many times. Percentiles lie on the line between the two nearest
 * values. The 95th is <em>not</em> always above the mean: one outlier in a hundred lifts the
 * mean alone.
 *
 * @param avg mean, milliseconds
 * @param p95 95th percentile, milliseconds
 * @param p99 99th percentile, milliseconds
 * @param max longest, milliseconds
 */
public record LatencyMetrics(double avg, double p95, double p99, double max) {

  /**
   * Measures durations in any order.
   *
   * @param millis milliseconds, each finite and not negative
   * @throws IllegalArgumentException when there is none, or one is no duration
   */
  public static LatencyMetrics of(double[] millis) {
    if (millis.length == 0) {
      throw new IllegalArgumentException("no durations");
    }
    for (double one : millis) {
      if (!Double.isFinite(one) || one < 0) {
        throw new IllegalArgumentException("no duration: " + one + " ms");
      }
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(millis);
    return new LatencyMetrics(
        new Mean().evaluate(millis),
        percentile.evaluate(95),
        percentile.evaluate(99),
        Arrays.stream(millis).max().getAsDouble());
  }
}
