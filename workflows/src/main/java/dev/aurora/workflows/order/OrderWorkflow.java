package dev.aurora.workflows.order;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * The life of one order: an order of a caller (check, submit, follow), or one of a basket that was
 * still open when the basket was through (follow). Ends when nothing more can happen to the order.
 *
 * <p>Workflow id: {@code order/<account>/<client-order-id>}.
 */
@WorkflowInterface
public interface OrderWorkflow {

  @WorkflowMethod(name = "Order")
  OrderOutcome run(OrderInput input);

  /** Where the order stands. */
  @QueryMethod(name = "state", description = "Where the order stands")
  String state();
}
