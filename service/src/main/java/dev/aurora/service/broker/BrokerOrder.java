package dev.aurora.service.broker;

import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as the broker sees it.
 *
 * @param quantity units
 * @param filled units
 * @param reason why it was rejected; null otherwise
 */
public record BrokerOrder(
    String clientOrderId,
    String brokerOrderId,
    String account,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal filled,
    State state,
    @Nullable RejectReason reason) {

  /** Where it is at the broker. */
  public enum State {
    WORKING,
    PARTIALLY_FILLED,
    FILLED,
    CANCELLED,
    EXPIRED,
    REJECTED;

    /** Whether it may still fill. */
    public boolean isLive() {
      return this == WORKING || this == PARTIALLY_FILLED;
    }
  }
}
