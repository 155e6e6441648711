package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An approved order that may still fill: reserved, in flight, working, or of unknown outcome.
 *
 * @param reducer approved as one, so that it holds no buying power
 * @param leaves units that may still fill, &gt; 0
 * @param limitPrice null for MARKET
 * @param reservationPrice price currency per unit that it was valued at; null only for a reducer
 *     that was let through without a price
 * @param unitFactor account currency per unit and price 1: multiplier x fx rate; null when unknown
 */
public record WorkingOrder(
    String clientOrderId,
    String symbol,
    Side side,
    boolean reducer,
    BigDecimal leaves,
    @Nullable BigDecimal limitPrice,
    @Nullable BigDecimal reservationPrice,
    @Nullable BigDecimal unitFactor) {

  /** The price at which another order of ours would trade with this one; null when unknown. */
  @Nullable BigDecimal tradePrice() {
    return limitPrice != null ? limitPrice : reservationPrice;
  }
}
