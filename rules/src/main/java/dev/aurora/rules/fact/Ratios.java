package dev.aurora.rules.fact;

import java.math.BigDecimal;

/**
 * Ratios that rules hold against limits of at most 4 decimals: rounded up at the fourth, so that
 * {@code ratio > limit} answers as the undivided products would. Pure functions.
 */
public final class Ratios {

  /** Stands for a ratio over nothing (equity gone, no volume, no execution): above any limit. */
  public static final BigDecimal BEYOND_ANY_LIMIT = new BigDecimal("1000000000000000000");

  private static final int DECIMALS = 4;
  private static final int BPS_EXPONENT = 4;

  private Ratios() {}

  /** part / whole in basis points (1/10 000). */
  public static BigDecimal bps(BigDecimal part, BigDecimal whole) {
    return of(part, whole, BPS_EXPONENT);
  }

  /**
   * part / whole. Over a whole of zero or less, a positive part is {@link #BEYOND_ANY_LIMIT}; any
   * other part is 0 over zero and beyond any limit over a negative whole, as {@code part > limit *
   * whole} would answer.
   */
  public static BigDecimal of(BigDecimal part, BigDecimal whole) {
    return of(part, whole, 0);
  }

  /** part x 10^exponent / whole. */
  private static BigDecimal of(BigDecimal part, BigDecimal whole, int exponent) {
    if (whole.signum() > 0) {
      // Division is the dearest step of a check, and most orders lie exactly at nothing to divide.
      return part.signum() == 0
          ? BigDecimal.ZERO
          : Decimals.quotientRoundedUp(part, exponent, whole, DECIMALS);
    }
    return part.signum() > 0 || whole.signum() < 0 ? BEYOND_ANY_LIMIT : BigDecimal.ZERO;
  }
}
