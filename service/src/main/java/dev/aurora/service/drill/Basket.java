package dev.aurora.service.drill;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.account.MarketView;
import java.math.BigDecimal;
import java.util.List;

/**
 * Orders that a strategy in trouble decides at one moment.
 *
 * @param wrongness how wrong the picture behind them is, in the unit of the scenario's measure;
 *     zero where the number of orders is what is wrong
 */
record Basket(MarketView market, List<Order> orders, BigDecimal wrongness) {

  Basket {
    orders = List.copyOf(orders);
  }

  Basket(MarketView market, List<Order> orders) {
    this(market, orders, BigDecimal.ZERO);
  }
}
