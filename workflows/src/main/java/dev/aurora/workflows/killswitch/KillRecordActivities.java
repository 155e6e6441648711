package dev.aurora.workflows.killswitch;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to what the books say of kills: the page shows this, never what a message claims. */
@ActivityInterface(namePrefix = "Kill.")
public interface KillRecordActivities {

  /** Where every kill stands. */
  @ActivityMethod(name = "stands")
  KillStands stands();

  /** Whether persons have approved this, and it was done. */
  @ActivityMethod(name = "approved")
  boolean approved(KillApproval approval);
}
