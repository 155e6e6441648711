package dev.aurora.workflows.run;

import dev.aurora.workflows.order.OrderOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param status what became of it
 * @param reason one sentence when it is not COMPLETED
 * @param gates what the gates said; null when nothing was decided that they could judge
 * @param orders every order of the basket with its state
 */
public record DecisionRunReport(
    Status status,
    @Nullable String reason,
    E2dOutcome e2d,
    @Nullable GateOutcome gates,
    List<OrderOutcome> orders) {

  /** How a decision run can end. */
  public enum Status {
    /** Every order of the basket has an outcome or a workflow of its own that follows it. */
    COMPLETED,
    /** DataSanity was red: nothing was ordered. */
    STOPPED,
    /** Another model or policy has decided this bar: nothing was ordered. */
    ALREADY_DECIDED
  }

  public DecisionRunReport {
    orders = List.copyOf(orders);
  }
}
