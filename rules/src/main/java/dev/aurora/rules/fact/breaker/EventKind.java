package dev.aurora.rules.fact.breaker;

/** What happened, so that the breakers are looked at. */
public enum EventKind {
  /** An order was checked: approved or denied. */
  ORDER,
  /** The broker filled an order, or a part of it. */
  FILL,
  /** The broker rejected an order. */
  REJECT,
  /** A look at the broker's connection, at a steady pace. */
  HEARTBEAT,
  /** A decision run ended. */
  RUN_END,
  /** Books and broker were compared. */
  RECONCILIATION
}
