package dev.aurora.workflows.promotion;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * One promotion, from its request to the end of its ramp; id {@code
 * promotion/<strategy>/<candidate>}. What it grants is enforced by the policy, from the books: no
 * message to this workflow grants anything.
 */
@WorkflowInterface
public interface PromotionWorkflow {

  @WorkflowMethod(name = "Promotion")
  PromotionReport run(PromotionInput input);

  /**
   * Goes on after two approvals: {@code {"approvalId"}}, which only the service writes, for persons
   * whose tokens it has seen. Anything else is answered with "refused", and the page says so.
   */
  @UpdateMethod(
      name = "approve",
      description = "Goes on after two persons approved through the service. {approvalId}")
  PromotionAnswer approve(@Nullable RawValue payload);

  /** Something changed in the books, such as a withdrawal: look at once. */
  @SignalMethod(name = "refresh", description = "Look at the books now")
  void refresh();

  @QueryMethod(name = "state", description = "Where the promotion stands")
  PromotionReport state();
}
