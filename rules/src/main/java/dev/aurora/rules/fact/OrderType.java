package dev.aurora.rules.fact;

/** How an order is priced. */
public enum OrderType {
  MARKET,
  LIMIT
}
