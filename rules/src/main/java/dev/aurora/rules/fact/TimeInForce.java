package dev.aurora.rules.fact;

/** How long an order may work. */
public enum TimeInForce {
  DAY,
  GTC,
  IOC,
  FOK,
  GTD
}
