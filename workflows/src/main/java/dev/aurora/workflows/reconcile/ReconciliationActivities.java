package dev.aurora.workflows.reconcile;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the comparison. It may run more than once: what it finds is what is the case then. */
@ActivityInterface(namePrefix = "Reconciliation.")
public interface ReconciliationActivities {

  /** Catches up with the broker, compares every account, opens and closes breaks. */
  @ActivityMethod(name = "compare")
  ReconciliationReport compare();
}
