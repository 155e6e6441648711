package dev.aurora.service.drill;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Orders of the strategy that is drilled, each with a key and intent of its own. Not thread-safe.
 */
public final class DrillOrders {

  static final String ACCOUNT = "DRILL-1";
  static final String STRATEGY = "momentum";
  static final String MODEL = "drill";
  static final String VENUE = "PAPER";

  private final String scenario;
  private final String account;
  private int made;

  DrillOrders(String scenario) {
    this(scenario, ACCOUNT);
  }

  /**
   * @param scenario part of every key
   */
  public DrillOrders(String scenario, String account) {
    this.scenario = scenario;
    this.account = account;
  }

  String scenario() {
    return scenario;
  }

  Order buy(String symbol, long quantity, Instant decidedAt) {
    return order(symbol, Side.BUY, BigDecimal.valueOf(quantity), null, Origin.STRATEGY, decidedAt);
  }

  /** A buy that rests when its limit, price currency per unit, is below the market. */
  public Order buyLimit(String symbol, long quantity, BigDecimal limitPrice, Instant decidedAt) {
    return order(
        symbol, Side.BUY, BigDecimal.valueOf(quantity), limitPrice, Origin.STRATEGY, decidedAt);
  }

  Order exit(String symbol, Side side, BigDecimal quantity, Origin origin, Instant decidedAt) {
    return order(symbol, side, quantity, null, origin, decidedAt);
  }

  private Order order(
      String symbol,
      Side side,
      BigDecimal quantity,
      @Nullable BigDecimal limitPrice,
      Origin origin,
      Instant decidedAt) {
    String id = "drill-" + scenario + "-" + ++made;
    return new Order(
        id,
        "intent-" + id,
        account,
        STRATEGY,
        MODEL,
        VENUE,
        symbol,
        side,
        limitPrice == null ? OrderType.MARKET : OrderType.LIMIT,
        quantity,
        limitPrice,
        TimeInForce.DAY,
        null,
        origin,
        decidedAt,
        0,
        null,
        false);
  }
}
