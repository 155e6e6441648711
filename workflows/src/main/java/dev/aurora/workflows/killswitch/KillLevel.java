package dev.aurora.workflows.killswitch;

/** How far a kill goes, in rising order. */
public enum KillLevel {
  REDUCE_ONLY,
  BLOCK,
  BLOCK_AND_CANCEL,
  BLOCK_CANCEL_AND_FLATTEN
}
