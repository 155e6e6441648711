package dev.aurora.workflows.killswitch;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the latch in the books. */
@ActivityInterface(namePrefix = "Kill.")
public interface KillSwitchActivities {

  /** Stores the latch; again = one kill. From its commit on nothing of the scope is sent. */
  @ActivityMethod(name = "latch")
  void latch(KillCommand command);
}
