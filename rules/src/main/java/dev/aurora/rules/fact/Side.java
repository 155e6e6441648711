package dev.aurora.rules.fact;

/** Direction of an order. */
public enum Side {
  BUY,
  SELL;

  /** +1 for a buy, -1 for a sell: the sign of the position change. */
  public int sign() {
    return this == BUY ? 1 : -1;
  }

  /** The other side. */
  public Side opposite() {
    return this == BUY ? SELL : BUY;
  }
}
