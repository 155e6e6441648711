package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the windows remember of an order that was checked.
 *
 * @param approved it counts as a submit; else it counts as a denial
 * @param entered it was approved and did not end before it reached the broker
 * @param checkedAt market time
 */
public record RecentOrder(
    @Nullable String strategy,
    @Nullable String symbol,
    @Nullable Side side,
    @Nullable OrderType type,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal limitPrice,
    boolean reducer,
    boolean approved,
    boolean entered,
    Instant checkedAt) {

  static RecentOrder of(Order order, boolean reducer, boolean approved, Instant checkedAt) {
    return new RecentOrder(
        order.strategy(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        reducer,
        approved,
        approved,
        checkedAt);
  }

  boolean isIdenticalTo(Order order) {
    return Objects.equals(symbol, order.symbol())
        && side == order.side()
        && type == order.type()
        && sameNumber(quantity, order.quantity())
        && sameNumber(limitPrice, order.limitPrice());
  }

  private static boolean sameNumber(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? one == other : one.compareTo(other) == 0;
  }
}
