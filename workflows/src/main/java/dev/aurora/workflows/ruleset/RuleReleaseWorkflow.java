package dev.aurora.workflows.ruleset;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The release of one rule set, under the id {@code rules/<digest>}: proved, tried beside the live
 * set if asked, approved by a second person, activated everywhere, watched, and ended by what comes
 * after it.
 *
 * <p>Its updates take {@code {"approvalId"}}, which only the service writes for a person whose
 * token it has seen; anything else answers that it is refused, which is recorded.
 */
@WorkflowInterface
public interface RuleReleaseWorkflow {

  @WorkflowMethod(name = "RuleRelease")
  RuleReleaseState run(RuleReleaseInput input);

  @UpdateMethod(
      name = "approve",
      description = "A second person approves this digest. {approvalId}, written by the service")
  RuleReleaseAnswer approve(@Nullable RawValue payload);

  @UpdateMethod(
      name = "activate",
      description = "Put it in force on every worker. {approvalId}, written by the service")
  RuleReleaseAnswer activate(@Nullable RawValue payload);

  @UpdateMethod(
      name = "revert",
      description = "It was taken out of force. {approvalId}, written by the service")
  RuleReleaseAnswer revert(@Nullable RawValue payload);

  /** The books have news of it. */
  @SignalMethod(name = "refresh", description = "Look again at what the books say")
  void refresh();

  @QueryMethod(name = "state", description = "How far it has come, and what was asked of it")
  RuleReleaseState state();
}
