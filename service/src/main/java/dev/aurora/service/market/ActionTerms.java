package dev.aurora.service.market;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What of an instrument an action needs: that of the symbol which is held afterwards.
 *
 * @param unitStep the smallest part of a position; what is left over is paid in cash
 * @param lotSize the smallest part of an order; what is left over is dropped
 * @param tickSize price currency per unit
 * @param unitFactor account currency per unit and price 1: multiplier x fx rate
 * @param reference price currency per unit that a fraction is paid at, in the terms after the
 *     action; null when unknown, and then an action that leaves a fraction is refused
 */
public record ActionTerms(
    BigDecimal unitStep,
    BigDecimal lotSize,
    BigDecimal tickSize,
    BigDecimal unitFactor,
    @Nullable BigDecimal reference) {

  public ActionTerms {
    if (unitStep.signum() <= 0
        || lotSize.signum() <= 0
        || tickSize.signum() <= 0
        || unitFactor.signum() <= 0
        || (reference != null && reference.signum() <= 0)) {
      throw new IllegalArgumentException(
          "no terms of an instrument: %s, %s, %s, %s, %s"
              .formatted(unitStep, lotSize, tickSize, unitFactor, reference));
    }
  }

  /** Of an instrument that trades in lots: a position may hold single units of them. */
  public static ActionTerms of(
      BigDecimal lotSize,
      BigDecimal tickSize,
      BigDecimal unitFactor,
      @Nullable BigDecimal reference) {
    return new ActionTerms(lotSize.min(BigDecimal.ONE), lotSize, tickSize, unitFactor, reference);
  }
}
