package dev.aurora.rules.fact;

import java.math.BigDecimal;

/**
 * Counts as exact decimals. The small ones, which nearly all are, are made once: rules read a dozen
 * counts on every order. Pure functions.
 */
final class Counts {

  private static final int KEPT = 1_024;
  private static final BigDecimal[] SMALL = new BigDecimal[KEPT];

  static {
    for (int i = 0; i < KEPT; i++) {
      SMALL[i] = BigDecimal.valueOf(i);
    }
  }

  private Counts() {}

  static BigDecimal decimal(long count) {
    return count >= 0 && count < KEPT ? SMALL[(int) count] : BigDecimal.valueOf(count);
  }
}
