package dev.aurora.workflows.run;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the market time of an account. May run more than once: what has passed is left alone. */
@ActivityInterface(namePrefix = "Session.")
public interface SessionActivities {

  /**
   * Takes the account's market time on to the session that the run's orders are for: days end,
   * corporate actions are booked, resting orders meet the open. Never takes it back.
   */
  @ActivityMethod(name = "roll")
  SessionOutcome roll(DecisionRunInput input);
}
