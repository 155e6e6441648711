package dev.aurora.service.journal.kill;

/** What a kill comes to, in this order. */
public enum KillStep {
  /** A process that sends has seen the latch. */
  BLOCKED,
  /** No order of its scope may fill any more. */
  CANCELS_CONFIRMED,
  /** Books and broker agreed after that. */
  RECONCILED,
  /** Nothing of its scope is held, by the books. */
  FLATTENED,
  /** And books and broker agreed again. */
  CONFIRMED
}
