package dev.aurora.rules.fact;

/** The highest gate level that is green, in rising order. */
public enum GateLevel {
  NONE,
  L0,
  L1,
  L2
}
