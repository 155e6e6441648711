package dev.aurora.rules.fact;

/** Who asked for an order; only reducers of the last two pass while trading is halted. */
public enum Origin {
  /** A model's decision. */
  STRATEGY,
  /** A person's reducer, released by two persons. */
  MANUAL_EXIT,
  /** The kill switch's own reducers. */
  KILL_FLATTEN
}
