package dev.aurora.workflows.reconcile;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Compares books and broker once. A Temporal Schedule, {@code reconciliation}, starts it every few
 * minutes and when the broker comes back.
 */
@WorkflowInterface
public interface ReconciliationWorkflow {

  @WorkflowMethod(name = "Reconciliation")
  ReconciliationReport run();
}
