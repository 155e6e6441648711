package dev.aurora.rules.fact;

/** The exchange's price limit that a symbol has reached. */
public enum LimitState {
  UP,
  DOWN
}
