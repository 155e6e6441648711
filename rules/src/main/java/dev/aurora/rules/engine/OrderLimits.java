package dev.aurora.rules.engine;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitBook;

/** Finds the limits that bind an order. */
final class OrderLimits {

  private OrderLimits() {}

  /** Of an owner that is missing, the firm's limits and those of the other owners bind. */
  static BoundLimits bind(LimitBook book, OrderFacts facts) {
    Order order = facts.order();
    return order == null
        ? book.bind(null, null, null, null, null)
        : book.bind(
            order.account(), order.strategy(), order.symbol(), order.modelVersion(), order.venue());
  }
}
