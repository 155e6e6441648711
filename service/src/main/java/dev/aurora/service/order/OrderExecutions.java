package dev.aurora.service.order;

import dev.aurora.workflows.ActivitySettings;
import dev.aurora.workflows.SearchAttributes;
import dev.aurora.workflows.TaskQueues;
import dev.aurora.workflows.WorkflowIds;
import dev.aurora.workflows.order.CancelCommand;
import dev.aurora.workflows.order.OrderContext;
import dev.aurora.workflows.order.OrderInput;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.order.OrderWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.Optional;

/** Starts and reaches the workflows of single orders. Thread-safe. */
public final class OrderExecutions {

  private final WorkflowClient client;
  private final String prefix;

  /**
   * @param prefix of this installation's workflow ids and task queues
   */
  public OrderExecutions(WorkflowClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /** The id under which operators look the order up. */
  public String id(String account, String clientOrderId) {
    return WorkflowIds.order(prefix, account, clientOrderId);
  }

  /**
   * Starts the order unless it is there, and answers when its verdict is recorded; empty when it
   * has ended already: then the books have the answer.
   */
  public Optional<OrderOutcome> check(OrderInput input) {
    WorkflowOptions options =
        options(input.context(), input.clientOrderId(), summary(input))
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            .build();
    OrderWorkflow order = client.newWorkflowStub(OrderWorkflow.class, options);
    try {
      return Optional.of(
          WorkflowClient.executeUpdateWithStart(
              order::checked,
              UpdateOptions.<OrderOutcome>newBuilder().build(),
              new WithStartWorkflowOperation<>(order::run, input)));
    } catch (WorkflowExecutionAlreadyStarted ended) {
      return Optional.empty();
    }
  }

  /** Asks the order's workflow to take it back; starts one when none lives. */
  public void cancel(OrderContext context, String clientOrderId, CancelCommand command) {
    WorkflowOptions options =
        options(context, clientOrderId, "Take back " + clientOrderId)
            // An order that is open in the books is followed again, whatever ended before.
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .build();
    WorkflowStub order = client.newUntypedWorkflowStub("Order", options);
    order.signalWithStart(
        "cancel",
        new Object[] {command},
        new Object[] {new OrderInput(context, clientOrderId, null)});
  }

  private static String summary(OrderInput input) {
    return input.order() == null
        ? "Follow " + input.clientOrderId()
        : input.order().side() + " " + input.order().quantity() + " " + input.order().symbol();
  }

  private WorkflowOptions.Builder options(
      OrderContext context, String clientOrderId, String summary) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(id(context.account(), clientOrderId))
        .setTaskQueue(TaskQueues.orders(prefix))
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowTaskTimeout(ActivitySettings.WORKFLOW_TASK_TIMEOUT)
        .setTypedSearchAttributes(SearchAttributes.of(context.account(), context.stage().stage()))
        .setStaticSummary(summary)
        .setStaticDetails(
            "The life of order "
                + clientOrderId
                + " of "
                + context.account()
                + ": through the policy, to the broker, until it is booked. Signal `cancel` takes"
                + " it back.\n\n"
                + context.stage().sentence());
  }
}
