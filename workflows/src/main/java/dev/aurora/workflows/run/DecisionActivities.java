package dev.aurora.workflows.run;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to E2D and to the books of runs. Every method may run more than once. */
@ActivityInterface(namePrefix = "Run.")
public interface DecisionActivities {

  /** Runs E2D, or reads an external E2D's folder; goes on from its checkpoint when run again. */
  @ActivityMethod(name = "decide")
  E2dOutcome decide(DecisionRunInput input);

  /** What a run decided, as recorded: a further attempt never decides again. */
  @ActivityMethod(name = "recorded")
  E2dOutcome recorded(DecisionRunInput input);

  /** Turns targets into orders against today's holdings and records them once. */
  @ActivityMethod(name = "plan")
  BasketPlan plan(DecisionRunInput input, E2dOutcome outcome);

  /** Writes how the run ended. */
  @ActivityMethod(name = "close")
  void close(DecisionRunInput input, DecisionRunReport report);
}
