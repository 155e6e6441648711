package dev.aurora.service.e2d.feature;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The features of one bar; all look at bars before it (t-1 and older) only.
 *
 * @param symbol ticker
 * @param time start of the bar t
 * @param ret1dLag1 simple return of bar t-1
 * @param sma10 mean of the 10 closes ending t-1, price currency
 * @param sma20 mean of the 20 closes ending t-1, price currency
 * @param vol10 sample standard deviation of the 10 returns ending t-1
 * @param rsi14 relative strength of the 14 changes ending t-1 by plain means, 0 to 100
 */
public record FeatureRow(
    String symbol,
    Instant time,
    float ret1dLag1,
    float sma10,
    float sma20,
    float vol10,
    float rsi14) {

  /** Names of the features in the order of {@link #values()}. */
  public static final List<String> COLUMNS =
      List.of("ret_1d_lag1", "sma_10", "sma_20", "vol_10", "rsi_14");

  public FeatureRow {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(time, "time");
  }

  /**
   * A row from values in the order of {@link #COLUMNS}.
   *
   * @throws IllegalArgumentException if there are not as many values as columns
   */
  public static FeatureRow of(String symbol, Instant time, float... values) {
    if (values.length != COLUMNS.size()) {
      throw new IllegalArgumentException(
          values.length + " features, expected " + COLUMNS.size() + " " + COLUMNS);
    }
    return new FeatureRow(symbol, time, values[0], values[1], values[2], values[3], values[4]);
  }

  /** The features in the order of {@link #COLUMNS}; a fresh array. */
  public float[] values() {
    return new float[] {ret1dLag1, sma10, sma20, vol10, rsi14};
  }
}
