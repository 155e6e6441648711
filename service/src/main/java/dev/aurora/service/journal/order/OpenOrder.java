package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * An order that may still fill, as far as a kill has to know it: reading a thousand of them whole
 * takes longer than asking them to end.
 *
 * @param leaves units that may still fill
 * @param checkedAt market time
 */
public record OpenOrder(Order order, OrderState state, BigDecimal leaves, Instant checkedAt) {

  /** The key; an order without one is never journaled. */
  public String clientOrderId() {
    return Objects.requireNonNull(order.clientOrderId());
  }

  /** The owner; an order without one is never journaled. */
  public String account() {
    return Objects.requireNonNull(order.account());
  }

  /** What it trades. Only a denied order may lack it. */
  public String symbol() {
    return Objects.requireNonNull(order.symbol(), "only a denied order may lack its symbol");
  }
}
