package dev.aurora.rules.fact;

/** SHADOW = checked and recorded, never sent; PAPER; LIVE. */
public enum TradingMode {
  SHADOW,
  PAPER,
  LIVE
}
