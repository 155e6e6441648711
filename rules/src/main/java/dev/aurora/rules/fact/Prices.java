package dev.aurora.rules.fact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What prices a quote gives. A price that is not positive counts as absent here (it can neither
 * value an order nor be divided by) and is denied by {@code order-form} as an impossible fact.
 * Prices are in price currency per unit. Pure functions.
 */
final class Prices {

  private static final BigDecimal ONE_BASIS_POINT = new BigDecimal("0.0001");

  private Prices() {}

  /** The price itself when it is present and positive, else null. */
  static @Nullable BigDecimal positive(@Nullable BigDecimal price) {
    return price == null || price.signum() <= 0 ? null : price;
  }

  /**
   * Quote mid (bid and ask present, bid not above ask), else last: the reference price without a
   * look at the previous close, which comes last.
   */
  static @Nullable BigDecimal currentReference(Quote quote) {
    BigDecimal bid = positive(quote.bid());
    BigDecimal ask = positive(quote.ask());
    if (bid != null && ask != null && bid.compareTo(ask) <= 0) {
      return Decimals.middle(bid, ask);
    }
    return positive(quote.last());
  }

  /** The side that an order of that side would trade at: the ask for a BUY, the bid for a SELL. */
  static @Nullable BigDecimal touch(Quote quote, Side side) {
    return positive(side == Side.BUY ? quote.ask() : quote.bid());
  }

  /**
   * What one unit of the order is valued at.
   *
   * @param reference stands in for an absent side of the quote
   * @param marketOrderBufferBps what a BUY MARKET may be filled above the ask
   */
  static BigDecimal valuation(
      Order order,
      @Nullable Quote quote,
      @Nullable BigDecimal reference,
      BigDecimal marketOrderBufferBps) {
    if (order.type() == OrderType.LIMIT) {
      BigDecimal limitPrice = BaseFact.LIMIT_PRICE.given(order.limitPrice());
      return BaseFact.SIDE.given(order.side()) == Side.BUY
          ? limitPrice
          : limitPrice.max(sideOrReference(quote, Side.SELL, reference));
    }
    BigDecimal side = sideOrReference(quote, BaseFact.SIDE.given(order.side()), reference);
    return order.side() == Side.BUY
        ? side.add(side.multiply(marketOrderBufferBps).multiply(ONE_BASIS_POINT))
        : side;
  }

  private static BigDecimal sideOrReference(
      @Nullable Quote quote, Side side, @Nullable BigDecimal reference) {
    BigDecimal touch = quote == null ? null : touch(quote, side);
    return touch == null ? BaseFact.REFERENCE_PRICE.given(reference) : touch;
  }

  /**
   * How far the order's price lies to its own disadvantage, in bps of the reference price, rounded
   * up at 4 decimals; negative when it lies to its advantage. For MARKET the distance of the touch
   * in either direction, without buffer; 0 when the touch is absent (source BAR, whose fill price
   * is never a fact).
   */
  static BigDecimal adverseMoveBps(Order order, Quote quote, BigDecimal reference) {
    if (order.type() == OrderType.MARKET) {
      BigDecimal touch = touch(quote, BaseFact.SIDE.given(order.side()));
      return touch == null ? BigDecimal.ZERO : distanceBps(touch, reference);
    }
    BigDecimal price = BaseFact.LIMIT_PRICE.given(order.limitPrice());
    boolean buys = order.side() == Side.BUY;
    return Ratios.bps(buys ? price.subtract(reference) : reference.subtract(price), reference);
  }

  /** abs(price - base) in bps of the base, rounded up at 4 decimals. */
  static BigDecimal distanceBps(BigDecimal price, BigDecimal base) {
    return Ratios.bps(Decimals.distance(price, base), base);
  }
}
