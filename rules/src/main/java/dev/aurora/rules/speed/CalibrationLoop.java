package dev.aurora.rules.speed;

import java.math.BigDecimal;
import java.util.function.LongSupplier;

/**
 * A fixed piece of plain Java of the kind that checks are made of: a hundred exact multiplications
 * and comparisons. What a verdict takes in units of it compares between machines, and between a
 * busy and an idle moment of one. One thread uses one loop.
 */
final class CalibrationLoop {

  private static final int STEPS = 100;
  private static final int UNITS_A_ROUND = 2_000;
  private static final int ROUNDS = 50;

  private static final BigDecimal FACTOR = new BigDecimal("1.0001");
  private static final BigDecimal LIMIT = new BigDecimal("187.20");

  private final LongSupplier nanoTime;
  private int above;

  CalibrationLoop(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Nanoseconds of one unit: the best of many rounds, which other load disturbed least. */
  double unitNanos() {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = nanoTime.getAsLong();
      for (int i = 0; i < UNITS_A_ROUND; i++) {
        above += unit(i);
      }
      best = Math.min(best, nanoTime.getAsLong() - begin);
    }
    return Math.max(1, best) / (double) UNITS_A_ROUND;
  }

  private static int unit(int seed) {
    int above = 0;
    for (int step = 0; step < STEPS; step++) {
      BigDecimal price = BigDecimal.valueOf(18_000L + ((seed + 7L * step) & 2_047), 2);
      above += price.multiply(FACTOR).compareTo(LIMIT) > 0 ? 1 : 0;
    }
    return above;
  }

  /** How often the limit was passed; there so that the work has a use. */
  int above() {
    return above;
  }
}
