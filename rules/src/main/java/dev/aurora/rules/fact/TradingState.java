package dev.aurora.rules.fact;

/** What the controls allow a scope to do; the later, the tighter. */
public enum TradingState {
  ACTIVE,
  REDUCE_ONLY,
  HALTED
}
