package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.RejectReason;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the ledger holds it.
 *
 * @param limitPrice null for MARKET
 * @param expiresAt market time; null = none
 * @param payloadDigest of the order as it came
 * @param detail what the reason means here; null when there is none
 * @param legs executions so far
 * @param acceptedAt market time
 * @param lastBarAt opening of the newest bar that was offered to it; null = none yet
 */
record PaperOrder(
    String clientOrderId,
    String account,
    String symbol,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    BigDecimal quantity,
    @Nullable BigDecimal limitPrice,
    @Nullable Instant expiresAt,
    String payloadDigest,
    BrokerOrder.State state,
    @Nullable RejectReason reason,
    @Nullable String detail,
    BigDecimal filled,
    int legs,
    Instant acceptedAt,
    @Nullable Instant lastBarAt) {

  BigDecimal remaining() {
    return quantity.subtract(filled);
  }

  /** The same order gets the same id on every machine. */
  String brokerOrderId() {
    return "P-" + clientOrderId;
  }

  BrokerOrder asSeenOutside() {
    return new BrokerOrder(
        clientOrderId, brokerOrderId(), account, symbol, side, quantity, filled, state, reason);
  }
}
