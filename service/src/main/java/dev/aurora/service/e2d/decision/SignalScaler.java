package dev.aurora.service.e2d.decision;

import dev.aurora.service.e2d.model.Prediction;
import java.util.List;

/**
 * Scales the newest prediction by the sample standard deviation of its own trailing predictions.
 * Raw next-day predictions are about 0.001; against a fixed threshold all of them would be HOLD.
 */
final class SignalScaler {

  private SignalScaler() {}

  /**
   * The scaled signal.
   *
   * @param trailing predictions of one symbol, oldest first; the last one is scaled
   * @return signed multiple of the trailing volatility; 0 when the predictions never moved
   */
  static float scale(List<Prediction> trailing) {
    double volatility = volatility(trailing);
    return volatility == 0 ? 0 : (float) (trailing.getLast().value() / volatility);
  }

  private static double volatility(List<Prediction> trailing) {
    double mean = 0;
    for (Prediction prediction : trailing) {
      mean += (double) prediction.value() / trailing.size();
    }
    double squares = 0;
    boolean moved = false;
    for (Prediction prediction : trailing) {
      double deviation = prediction.value() - mean;
      squares += deviation * deviation;
      moved |= prediction.value() != trailing.getLast().value();
    }
    // Equal predictions must not be scaled by the rounding error of their mean.
    return moved ? Math.sqrt(squares / (trailing.size() - 1)) : 0;
  }
}
