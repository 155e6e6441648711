package dev.aurora.workflows.rollout;

/** What can be asked of the rollout. */
public enum RolloutAction {
  /** One stage forward, for all; after a rollback from the baseline. */
  ADVANCE,
  /** A share of the new executions takes the next stage already. */
  RAMP,
  /** New executions go back: to the baseline in SHADOW and PAPER. */
  ROLLBACK
}
