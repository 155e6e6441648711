package dev.aurora.service.e2d.metric;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Spearman's rank correlation of predictions with what happened: the information coefficient.
 *
 * @param value -1 to 1; null below {@value #MIN_PAIRS} pairs or when one side is constant
 * @param pairsUsed pairs without a NaN on either side
 */
public record RankCorrelation(@Nullable Double value, int pairsUsed) {

  /** Fewer pairs than this say nothing. */
  public static final int MIN_PAIRS = 10;

  /**
   * Correlates two series of equal length; pairs with a NaN are dropped first, equal values share
   * their mean rank.
   *
   * @throws IllegalArgumentException when the lengths differ
   */
  public static RankCorrelation of(double[] predictions, double[] returns) {
    if (predictions.length != returns.length) {
      throw new IllegalArgumentException(
          predictions.length + " predictions for " + returns.length + " returns");
    }
    int[] used =
        IntStream.range(0, predictions.length)
            .filter(i -> !Double.isNaN(predictions[i]) && !Double.isNaN(returns[i]))
            .toArray();
    if (used.length < MIN_PAIRS) {
      return new RankCorrelation(null, used.length);
    }
    double[] left = ranks(pick(predictions, used));
    double[] right = ranks(pick(returns, used));
    return new RankCorrelation(pearson(left, right), used.length);
  }

  /** Adding zero turns -0.0 into 0.0, which Java would otherwise rank below. */
  private static double[] pick(double[] values, int[] used) {
    return Arrays.stream(used).mapToDouble(i -> values[i] + 0.0).toArray();
  }

  private static double[] ranks(double[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .toArray(Integer[]::new);
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i <= to; i++) {
        ranks[order[i]] = (from + to) / 2.0 + 1;
      }
      from = to + 1;
    }
    return ranks;
  }

  private static @Nullable Double pearson(double[] left, double[] right) {
    double middle = (left.length + 1) / 2.0;
    double product = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.length; i++) {
      product += (left[i] - middle) * (right[i] - middle);
      leftSquares += (left[i] - middle) * (left[i] - middle);
      rightSquares += (right[i] - middle) * (right[i] - middle);
    }
    if (leftSquares == 0 || rightSquares == 0) {
      return null;
    }
    double correlation = product / Math.sqrt(leftSquares * rightSquares);
    return Math.clamp(correlation, -1.0, 1.0);
  }
}
