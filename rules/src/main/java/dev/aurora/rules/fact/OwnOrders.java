package dev.aurora.rules.fact;

import java.math.BigDecimal;

/** Whether an order could trade against an own working order. Pure function. */
final class OwnOrders {

  private OwnOrders() {}

  /**
   * A LIMIT at or through the best own price of the other side; a MARKET against anything of the
   * other side that works.
   */
  static boolean crosses(Order order, PositionState position) {
    boolean buys = order.side() == Side.BUY;
    BigDecimal best = buys ? position.bestOwnAsk() : position.bestOwnBid();
    if (order.type() == OrderType.LIMIT) {
      return best != null && passes(BaseFact.LIMIT_PRICE.given(order.limitPrice()), best, buys);
    }
    return best != null || (buys ? anySells(position) : anyBuys(position));
  }

  private static boolean anyBuys(PositionState position) {
    return BaseFact.WORKING_BUY_ORDERS.given(position.workingBuyOrders()) > 0
        || BaseFact.WORKING_BUY.given(position.workingBuy()).signum() > 0;
  }

  private static boolean anySells(PositionState position) {
    return BaseFact.WORKING_SELL_ORDERS.given(position.workingSellOrders()) > 0
        || BaseFact.WORKING_SELL.given(position.workingSell()).signum() > 0;
  }

  private static boolean passes(BigDecimal price, BigDecimal best, boolean buys) {
    int order = price.compareTo(best);
    return buys ? order >= 0 : order <= 0;
  }
}
