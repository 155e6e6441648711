package dev.aurora.workflows.rollout;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to what a ramp is watched by. */
@ActivityInterface
public interface RolloutWatchActivities {

  /** Reads every ramp's metrics and ramps to zero what is red. Again does nothing twice. */
  @ActivityMethod(name = "RolloutWatch.look")
  WatchReport look();
}
