package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as the books hold it.
 *
 * @param order what was asked for
 * @param payloadDigest of {@code order}
 * @param runKey the run that it belongs to; null for one from the API
 * @param stateReason why it ended as it did; null when the state says it all
 * @param stateSince wall time
 * @param entered approved, and not ended before it reached the broker
 * @param leaves units that may still fill
 * @param filled units
 * @param value account currency at the check; null when it could not be valued
 * @param multiplier value of one unit at price 1, as of the check; null when unknown
 * @param fxRate account currency per price currency, as of the check; null when unknown
 * @param validUntil market time after which it may not be sent; null = not limited
 * @param checkedAt market time
 * @param replacedFilled units of the order that this one replaces that were filled when this one
 *     was checked; null when it replaces nothing that was live then
 * @param fillAnomaly a fill came after the order was thought dead, or above its quantity
 */
public record JournalOrder(
    Order order,
    String payloadDigest,
    @Nullable String runKey,
    OrderState state,
    @Nullable String stateReason,
    Instant stateSince,
    Verdict verdict,
    String decisionId,
    boolean entered,
    BigDecimal leaves,
    BigDecimal filled,
    @Nullable BigDecimal value,
    @Nullable BigDecimal multiplier,
    @Nullable BigDecimal fxRate,
    @Nullable Instant validUntil,
    Instant checkedAt,
    @Nullable String brokerOrderId,
    @Nullable BigDecimal replacedFilled,
    boolean fillAnomaly) {

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

  /** Which way it trades. Only a denied order may lack it. */
  public Side side() {
    return Objects.requireNonNull(order.side(), "only a denied order may lack its side");
  }
}
