package dev.aurora.service.api;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as callers see it.
 *
 * @param summary one line for a person
 * @param reason why it stands there; null when the state says it all
 * @param verdict APPROVED or DENIED
 * @param filled units
 * @param leaves units that may still fill: their room is reserved
 * @param value account currency, as checked; null when it could not be valued
 * @param checkedAt market time
 * @param validUntil market time after which it may not be sent
 * @param fillAnomaly a fill came after it was thought dead, or above its quantity
 * @param reproduce the command that gives its verdict again, bit for bit
 * @param workflow where its life is seen, while it has one of its own
 */
public record OrderView(
    String clientOrderId,
    OrderState state,
    String summary,
    @Nullable String reason,
    String verdict,
    List<Breach> breaches,
    Order order,
    BigDecimal filled,
    BigDecimal leaves,
    @Nullable BigDecimal value,
    Instant checkedAt,
    @Nullable Instant validUntil,
    @Nullable String brokerOrderId,
    boolean fillAnomaly,
    String decisionId,
    String reproduce,
    @Nullable String run,
    String workflow,
    List<Fill> fills) {

  public OrderView {
    breaches = List.copyOf(breaches);
    fills = List.copyOf(fills);
  }

  static OrderView of(JournalOrder order, String summary, String workflow, List<Fill> fills) {
    return new OrderView(
        order.clientOrderId(),
        order.state(),
        summary,
        order.stateReason(),
        order.verdict().approved() ? "APPROVED" : "DENIED",
        order.verdict().breaches(),
        order.order(),
        order.filled(),
        order.leaves(),
        order.value(),
        order.checkedAt(),
        order.validUntil(),
        order.brokerOrderId(),
        order.fillAnomaly(),
        order.decisionId(),
        DecisionRecord.reproduce(order.decisionId()),
        order.runKey(),
        workflow,
        fills);
  }
}
