package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.LimitName;
import java.math.BigDecimal;
import java.util.List;

/**
 * The numbers of the policy that assembling facts needs before any rule runs.
 *
 * @param marketOrderBufferBps what a MARKET BUY is valued above the ask, basis points
 * @param priceBandBps how far from the previous close a mark may raise the equity peak, basis
 *     points
 */
public record CheckTerms(
    Windows windows, BigDecimal marketOrderBufferBps, BigDecimal priceBandBps) {

  public CheckTerms {
    if (marketOrderBufferBps.signum() < 0) {
      throw new IllegalArgumentException("a buffer is not negative: " + marketOrderBufferBps);
    }
  }

  /**
   * What the policy says for these orders. Where they differ, the most restrictive value holds for
   * all of them: they are counted on one book.
   *
   * @param orders at least one
   */
  public static CheckTerms of(LimitBook book, List<Order> orders) {
    return orders.stream()
        .map(
            order ->
                of(
                    book.bind(
                        order.account(),
                        order.strategy(),
                        order.symbol(),
                        order.modelVersion(),
                        order.venue())))
        .reduce(CheckTerms::stricter)
        .orElseThrow(() -> new IllegalArgumentException("no order, so no terms"));
  }

  private static CheckTerms of(BoundLimits limits) {
    return new CheckTerms(
        Windows.of(limits), limits.getMarketOrderBufferBps(), limits.getPriceBandBps());
  }

  private static CheckTerms stricter(CheckTerms one, CheckTerms other) {
    return new CheckTerms(
        one.windows.longer(other.windows),
        one.marketOrderBufferBps.max(other.marketOrderBufferBps),
        one.priceBandBps.min(other.priceBandBps));
  }

  /** The shipped firm defaults. */
  public static CheckTerms shipped() {
    return new CheckTerms(
        Windows.shipped(),
        LimitName.MARKET_ORDER_BUFFER_BPS.shippedDefault(),
        LimitName.PRICE_BAND_BPS.shippedDefault());
  }
}
