package dev.aurora.workflows.gate;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Judges with every gate of a level once, one after the other, and stores each verdict as evidence.
 * Its id is {@code gate/<level>/<as-of>}. A red gate is an answer, not a failure.
 */
@WorkflowInterface
public interface GateRunWorkflow {

  @WorkflowMethod(name = "GateRun")
  GateRunReport run(GateRunInput input);
}
