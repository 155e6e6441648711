package dev.aurora.workflows.rollout;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the stage policy in the books. */
@ActivityInterface(namePrefix = "Rollout.")
public interface RolloutActivities {

  /** Writes a revision; again = what came of it then. From its commit on every starter sees it. */
  @ActivityMethod(name = "apply")
  RolloutAnswer apply(RolloutCommand command);

  /** Where the rollout stands. */
  @ActivityMethod(name = "read")
  RolloutView read();
}
