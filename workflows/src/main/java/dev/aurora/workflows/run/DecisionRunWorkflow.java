package dev.aurora.workflows.run;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One E2D pass: bars, DataSanity, features, model, decisions, then the basket of orders through
 * check and submit. Resumes where it died; the same bar never decides twice.
 *
 * <p>Workflow id: {@code run/<account>/<strategy>/<as-of>}.
 */
@WorkflowInterface
public interface DecisionRunWorkflow {

  @WorkflowMethod(name = "DecisionRun")
  DecisionRunReport run(DecisionRunInput input);

  /** Where the run is. */
  @QueryMethod(name = "progress", description = "The step that the run is at")
  String progress();
}
