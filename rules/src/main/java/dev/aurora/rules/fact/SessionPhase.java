package dev.aurora.rules.fact;

/** Phase of the trading session. */
public enum SessionPhase {
  PRE_OPEN,
  OPEN,
  CLOSING_AUCTION,
  POST_CLOSE,
  CLOSED
}
