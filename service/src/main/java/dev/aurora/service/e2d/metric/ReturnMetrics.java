package dev.aurora.service.e2d.metric;

import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * What a series of simple daily returns was worth, a year being {@value #PERIODS_A_YEAR} of them. A
 * figure that a series can't have is null, never zero or infinite.
 *
 * @param totalReturn all returns compounded, a fraction
 * @param annualReturn compound return a year, a fraction; -1 after a total loss
 * @param volatility sample standard deviation a year, a fraction; null of fewer than two returns
 * @param sharpe mean over standard deviation, a year; null where there is no deviation
 * @param sortino mean over downside deviation, a year; null without a loss
 * @param drawdown deepest fall below the highest value before it, from a start of 1.0: 0 to -1
 */
public record ReturnMetrics(
    double totalReturn,
    double annualReturn,
    @Nullable Double volatility,
    @Nullable Double sharpe,
    @Nullable Double sortino,
    double drawdown) {

  /** Sessions of a year, by convention. */
  public static final int PERIODS_A_YEAR = 252;

  /**
   * Measures a series.
   *
   * @param returns simple returns, oldest first: 0.01 is one percent
   * @throws IllegalArgumentException when there is none, one is not finite, or one loses more than
   *     everything: a series with holes is mended by who knows why, not here
   */
  public static ReturnMetrics of(double[] returns) {
    requireReturns(returns);
    double value = 1;
    double peak = 1; // the start counts: a first loss is a drawdown
    double drawdown = 0;
    double sum = 0;
    double squaredLosses = 0;
    for (double one : returns) {
      value *= 1 + one;
      peak = Math.max(peak, value);
      drawdown = Math.min(drawdown, value / peak - 1);
      sum += one;
      squaredLosses += Math.min(one, 0) * Math.min(one, 0);
    }
    double mean = sum / returns.length;
    double downside = Math.sqrt(squaredLosses / returns.length);
    double deviation = returns.length < 2 ? 0 : new StandardDeviation().evaluate(returns);
    double year = Math.sqrt(PERIODS_A_YEAR);
    return new ReturnMetrics(
        value - 1,
        Math.pow(value, (double) PERIODS_A_YEAR / returns.length) - 1,
        returns.length < 2 ? null : deviation * year,
        deviation == 0 ? null : mean / deviation * year,
        downside == 0 ? null : mean / downside * year,
        drawdown);
  }

  private static void requireReturns(double[] returns) {
    if (returns.length == 0) {
      throw new IllegalArgumentException("no returns");
    }
    for (double one : returns) {
      if (!Double.isFinite(one) || one < -1) {
        throw new IllegalArgumentException("no return: " + one + ", expected a number from -1 on");
      }
    }
  }
}
