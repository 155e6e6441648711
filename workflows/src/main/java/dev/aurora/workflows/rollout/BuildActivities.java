package dev.aurora.workflows.rollout;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the Worker Deployment. */
@ActivityInterface
public interface BuildActivities {

  /** Moves new executions; again = what came of it then. */
  @ActivityMethod(name = "Build.apply")
  BuildAnswer apply(BuildCommand command);

  /** Which builds executions take. */
  @ActivityMethod(name = "Build.read")
  BuildView read();
}
