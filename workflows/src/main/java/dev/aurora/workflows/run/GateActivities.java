package dev.aurora.workflows.run;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Port to the gates over a run's artifacts. May run more than once: it judges again. */
@ActivityInterface(namePrefix = "Gates.")
public interface GateActivities {

  /** Judges the artifacts by every gate of L0 and stores the evidence; red is an answer. */
  @ActivityMethod(name = "l0")
  GateOutcome l0(E2dOutcome outcome);
}
