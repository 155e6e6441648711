package dev.aurora.workflows.killswitch;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of kills. Always runs, under the id {@code kill-switch}.
 *
 * <p>Operators signal {@code engage} with {@code {"commandId", "scope", "level", "by", "reason"}},
 * every field optional. A payload that is empty or can't be read is a kill of the firm at level
 * BLOCK: whoever signals this workflow wants trading to stop.
 *
 * <p>Nobody lifts anything here. The service tells {@code confirm} and {@code release} with the id
 * of an approval that it wrote for authenticated persons; this workflow asks the books whether it
 * is so, and answers {@code refused} to everything else.
 */
@WorkflowInterface
public interface KillSwitchWorkflow {

  @WorkflowMethod(name = "KillSwitch")
  void run(KillSwitchState carriedOn);

  @SignalMethod(
      name = "engage",
      description =
          "Stop trading. {scope = firm, level = BLOCK, by, reason}; an empty payload stops the"
              + " firm.")
  void engage(@Nullable RawValue payload);

  /** The books have something new to show. */
  @SignalMethod(name = "look", description = "Read the books again and show what they say")
  void look();

  @UpdateMethod(
      name = "confirm",
      description = "For the service: {commandId, approvalId}. Use `aurora kill confirm`.")
  KillAnswer confirm(@Nullable RawValue payload);

  @UpdateMethod(
      name = "release",
      description = "For the service: {commandId, approvalId}. Use `aurora kill release`.")
  KillAnswer release(@Nullable RawValue payload);

  /** Answers when every kill that was signalled before is latched. */
  @UpdateMethod(
      name = "sync",
      description = "Answers when every kill that was signalled before it is latched")
  KillSwitchState sync();

  @QueryMethod(name = "state", description = "The kills that are known here")
  KillSwitchState state();
}
