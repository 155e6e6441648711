package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Steps of exact arithmetic that every check takes many times, with the results of {@link
 * BigDecimal}, scale included, and less work where numbers are as small as market numbers are. Pure
 * functions.
 */
final class Decimals {

  /** Any number of so many digits fits a long. */
  private static final int LONG_DIGITS = 18;

  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final long[] POWERS_OF_TEN = new long[LONG_DIGITS + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
  }

  private Decimals() {}

  /** one + other. Much of what is added is zero: nothing working, nothing held. */
  static BigDecimal sum(BigDecimal one, BigDecimal other) {
    if (other.signum() == 0 && other.scale() <= one.scale()) {
      return one;
    }
    return one.signum() == 0 && one.scale() <= other.scale() ? other : one.add(other);
  }

  /** one - other. */
  static BigDecimal difference(BigDecimal one, BigDecimal other) {
    return other.signum() == 0 && other.scale() <= one.scale() ? one : one.subtract(other);
  }

  /** The difference of both without its sign. */
  static BigDecimal distance(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) < 0 ? other.subtract(one) : one.subtract(other);
  }

  /** (one + other) x 0.5. */
  static BigDecimal middle(BigDecimal one, BigDecimal other) {
    int scale = Math.max(one.scale(), other.scale());
    // Five times the sum of two numbers of that many digits has at most two digits more.
    if (digitsAt(one, scale) <= LONG_DIGITS - 2 && digitsAt(other, scale) <= LONG_DIGITS - 2) {
      return BigDecimal.valueOf(
          5 * (unscaledAt(one, scale) + unscaledAt(other, scale)), Math.addExact(scale, 1));
    }
    return one.add(other).multiply(HALF);
  }

  /** value x factor. Most multipliers and exchange rates are 1. */
  static BigDecimal product(BigDecimal value, BigDecimal factor) {
    return factor.equals(BigDecimal.ONE) ? value : value.multiply(factor);
  }

  /**
   * part x 10^exponent / whole, rounded towards positive infinity.
   *
   * @param whole above zero
   */
  static BigDecimal quotientRoundedUp(
      BigDecimal part, int exponent, BigDecimal whole, int decimals) {
    int scale = Math.max(part.scale(), whole.scale());
    int shift = exponent + decimals;
    if (digitsAt(part, scale) + shift <= LONG_DIGITS && digitsAt(whole, scale) <= LONG_DIGITS) {
      long dividend = unscaledAt(part, scale) * POWERS_OF_TEN[shift];
      return BigDecimal.valueOf(Math.ceilDiv(dividend, unscaledAt(whole, scale)), decimals);
    }
    return part.scaleByPowerOfTen(exponent).divide(whole, decimals, RoundingMode.CEILING);
  }

  /** Whether the number is a whole multiple of the step, which must be positive to have any. */
  static boolean isMultiple(BigDecimal number, BigDecimal step) {
    if (step.signum() <= 0) {
      return false;
    }
    int scale = Math.max(number.scale(), step.scale());
    if (digitsAt(number, scale) <= LONG_DIGITS && digitsAt(step, scale) <= LONG_DIGITS) {
      return unscaledAt(number, scale) % unscaledAt(step, scale) == 0;
    }
    return number.remainder(step).signum() == 0;
  }

  /** Digits of the number when it is written with that many decimals, no fewer than it has. */
  private static long digitsAt(BigDecimal number, int scale) {
    return number.precision() + ((long) scale - number.scale());
  }

  /** number x 10^scale, whole and of at most {@link #LONG_DIGITS} digits. */
  private static long unscaledAt(BigDecimal number, int scale) {
    long unscaled = number.scaleByPowerOfTen(number.scale()).longValue();
    return unscaled * POWERS_OF_TEN[scale - number.scale()];
  }
}
