package dev.aurora.service.journal.run;

/** Where a run is. */
public enum RunStatus {
  /** Begun; a crashed one stays here until it is resumed. */
  RUNNING,
  SUCCEEDED,
  /** Ended without a decision, for instance on data that DataSanity refused. */
  FAILED
}
