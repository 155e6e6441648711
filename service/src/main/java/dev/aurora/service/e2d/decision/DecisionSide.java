package dev.aurora.service.e2d.decision;

/** What a decision asks for. */
public enum DecisionSide {
  /** Hold the target quantity, long. */
  BUY,
  /** Hold nothing (long-only: the target is 0, never short). */
  SELL,
  /** Leave whatever is held as it is: no target, no order. */
  HOLD
}
