package dev.aurora.workflows.order;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The life of one order: an order of a caller (check, submit, follow), or one of a basket that was
 * still open when the basket was through (follow). An order that replaces another is sent when that
 * one has ended. Ends when nothing more can happen to the order.
 *
 * <p>Workflow id: {@code order/<account>/<client-order-id>}.
 */
@WorkflowInterface
public interface OrderWorkflow {

  @WorkflowMethod(name = "Order")
  OrderOutcome run(OrderInput input);

  /** Answers as soon as the verdict is recorded. */
  @UpdateMethod(name = "checked", description = "Answers as soon as the policy has said yes or no")
  OrderOutcome checked();

  /** Takes the order back: {@code {"commandId", "by", "reason"}}, every field optional. */
  @SignalMethod(
      name = "cancel",
      description = "Take the order back. {commandId, by, reason}, every field optional")
  void cancel(@Nullable RawValue payload);

  /** Where the order stands. */
  @QueryMethod(name = "state", description = "Where the order stands")
  String state();
}
