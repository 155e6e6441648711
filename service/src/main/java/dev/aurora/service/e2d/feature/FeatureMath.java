package dev.aurora.service.e2d.feature;

/**
 * The five features as functions of the closes before a bar, oldest first. Sums are taken afresh
 * for each bar, never rolled on: so a value does not depend on where the history was cut.
 */
final class FeatureMath {

  private FeatureMath() {}

  /** Simple return of the last close on the one before. */
  static double lastReturn(double[] closes) {
    return ret(closes, closes.length - 1);
  }

  private static double ret(double[] closes, int at) {
    return closes[at] / closes[at - 1] - 1;
  }

  /** Mean of the last {@code bars} closes. */
  static double mean(double[] closes, int bars) {
    double sum = 0;
    for (int i = closes.length - bars; i < closes.length; i++) {
      sum += closes[i];
    }
    return sum / bars;
  }

  /** Sample standard deviation of the last {@code bars} returns. */
  static double volatility(double[] closes, int bars) {
    double mean = 0;
    for (int i = closes.length - bars; i < closes.length; i++) {
      mean += ret(closes, i) / bars;
    }
    double squares = 0;
    for (int i = closes.length - bars; i < closes.length; i++) {
      double deviation = ret(closes, i) - mean;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / (bars - 1));
  }

  /**
   * Relative strength by plain means of the last {@code bars} changes (not Wilder's smoothing): 100
   * without a loss, 0 without a gain, 50 without either.
   */
  static double relativeStrength(double[] closes, int bars) {
    double gains = 0;
    double losses = 0;
    for (int i = closes.length - bars; i < closes.length; i++) {
      double change = closes[i] - closes[i - 1];
      gains += Math.max(change, 0);
      losses += Math.max(-change, 0);
    }
    if (losses == 0) {
      return gains > 0 ? 100 : 50;
    }
    return 100 - 100 / (1 + gains / losses);
  }
}
