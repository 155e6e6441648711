package dev.aurora.workflows.rollout;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of the rollout. Always runs, under the id {@code rollout}.
 *
 * <p>A change covers new executions only: what an execution recorded at its top it keeps. It lifts
 * no kill and sends nothing again.
 */
@WorkflowInterface
public interface RolloutWorkflow {

  @WorkflowMethod(name = "Rollout")
  void run(RolloutState carriedOn);

  /**
   * Rolls back: {@code {"commandId", "by", "reason"}}. Without {@code by} and {@code reason} it is
   * refused, and the page says so: rolling back lifts protection, so it is never guessed.
   */
  @SignalMethod(
      name = "rollback",
      description =
          "New executions go back to the baseline (in LIVE: to the last good stage)."
              + " {commandId?, by, reason}")
  void rollback(@Nullable RawValue payload);

  /** Something was changed in the books by another way: the page is to show it. */
  @SignalMethod(name = "refresh", description = "Show what the stage policy in the books says")
  void refresh();

  /** One stage forward: {@code {"commandId", "by", "reason", "account", "strategy"}}. */
  @UpdateMethod(
      name = "advance",
      description = "One stage forward. {commandId?, by, reason, account?, strategy?}")
  RolloutAnswer advance(@Nullable RawValue payload);

  /** A share of the next stage: as {@code advance}, with {@code "percent"} from 0 to 100. */
  @UpdateMethod(
      name = "ramp",
      description =
          "A share of new executions takes the next stage. {commandId?, percent, by, reason,"
              + " account?, strategy?}")
  RolloutAnswer ramp(@Nullable RawValue payload);

  /** Answers when every rollback that was signalled before is in the stage policy. */
  @UpdateMethod(
      name = "sync",
      description = "Answers when every rollback that was signalled before it is in the books")
  RolloutState sync();

  /**
   * From now on, for ever: while something ramps its metrics are looked at, and what is red ramps
   * to zero by itself. Each service that can do it says so at its start; an execution from before
   * has no such message in its history, and goes on without.
   */
  @SignalMethod(name = "watch", description = "Look at the metrics of whatever ramps")
  void watch();

  /** All new executions take a build: {@code {"commandId", "by", "reason", "build"}}. */
  @UpdateMethod(
      name = "advanceBuild",
      description = "New executions take a build. {commandId?, build?, by, reason}")
  BuildAnswer advanceBuild(@Nullable RawValue payload);

  /** A share of them takes it: with {@code "percent"}; 0 ends the ramp. */
  @UpdateMethod(
      name = "rampBuild",
      description =
          "A share of new executions takes a build. {commandId?, build?, percent, by, reason}")
  BuildAnswer rampBuild(@Nullable RawValue payload);

  /** Ends a ramp; when none is on, the build before is current again. */
  @UpdateMethod(
      name = "rollbackBuild",
      description =
          "End the build's ramp, else go back to the build before. {commandId?, by, reason}")
  BuildAnswer rollbackBuild(@Nullable RawValue payload);

  @QueryMethod(name = "state", description = "Where the rollout stands, and what was asked of it")
  RolloutState state();
}
