package dev.aurora.rules.verdict;

/** What a breach does, in rising severity; the worst of all enforced breaches is the verdict's. */
public enum Consequence {
  /** This order is denied. */
  DENY_ORDER,
  /** The scope is latched into REDUCE_ONLY; openers are denied. */
  REDUCE_ONLY,
  /** The kill switch is tripped for the scope. */
  HALT_TRADING
}
