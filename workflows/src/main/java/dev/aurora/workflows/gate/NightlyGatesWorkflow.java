package dev.aurora.workflows.gate;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What the Schedule starts every night: the gates of a level, for the date that it was due at. */
@WorkflowInterface
public interface NightlyGatesWorkflow {

  /**
   * @param prefix of this installation's workflow ids
   * @param level {@code L1}
   */
  @WorkflowMethod(name = "NightlyGates")
  GateRunReport run(String prefix, String level);
}
