package dev.aurora.service.e2d.metric;

/**
 * How much of a book changes hands a period: the mean over periods of half the sum of absolute
 * changes of its weights. Buying a whole book from cash is 0.5; a flip from +1 to -1 is 1.0, though
 * the gross exposure stays the same.
 */
public final class Turnover {

  private Turnover() {}

  /**
   * Mean turnover of a book.
   *
   * @param weights a row a period, oldest first: value of each position over equity, signed, always
   *     in the same order of symbols
   * @return 0 for a single row: nothing changed hands
   * @throws IllegalArgumentException when there is no row, rows differ in length, or a weight is
   *     not finite
   */
  public static double of(double[][] weights) {
    requireWeights(weights);
    double sum = 0;
    for (int t = 1; t < weights.length; t++) {
      sum += change(weights[t - 1], weights[t]);
    }
    return weights.length == 1 ? 0 : sum / (weights.length - 1);
  }

  /** Half the sum of absolute changes from one period to the next. */
  static double change(double[] before, double[] after) {
    double sum = 0;
    for (int i = 0; i < after.length; i++) {
      sum += Math.abs(after[i] - before[i]);
    }
    return sum / 2;
  }

  private static void requireWeights(double[][] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("no weights");
    }
    for (double[] row : weights) {
      if (row.length != weights[0].length) {
        throw new IllegalArgumentException(
            row.length + " weights in a period, expected " + weights[0].length);
      }
      for (double weight : row) {
        if (!Double.isFinite(weight)) {
          throw new IllegalArgumentException("no weight: " + weight);
        }
      }
    }
  }
}
