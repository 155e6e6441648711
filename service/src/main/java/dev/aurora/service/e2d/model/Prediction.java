package dev.aurora.service.e2d.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What the model answered for one bar.
 *
 * @param symbol ticker
 * @param time start of the bar
 * @param value predicted return over the model's horizon, a fraction; always finite
 */
public record Prediction(String symbol, Instant time, float value) {

  public Prediction {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(time, "time");
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("a prediction is finite, not " + value);
    }
  }
}
