package dev.aurora.service.e2d.metric;

import org.jspecify.annotations.Nullable;

/** Which part of the orders that a broker was sent was filled. */
public final class FillRate {

  private FillRate() {}

  /**
   * Fills over orders; an order that was cancelled was sent all the same.
   *
   * @param submitted orders that reached the broker
   * @param filled those of them with at least one fill
   * @return 0 to 1; null when there was no order, which is neither good nor bad
   * @throws IllegalArgumentException when a count is negative or more were filled than sent
   */
  public static @Nullable Double of(long submitted, long filled) {
    if (filled < 0 || filled > submitted) {
      throw new IllegalArgumentException(filled + " filled of " + submitted + " orders");
    }
    return submitted == 0 ? null : (double) filled / submitted;
  }
}
