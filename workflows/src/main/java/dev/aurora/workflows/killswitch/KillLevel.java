package dev.aurora.workflows.killswitch;

import dev.aurora.rules.fact.TradingState;

/** How far a kill goes; the later, the harder. */
public enum KillLevel {
  /** Only reducers may be sent. */
  REDUCE_ONLY,
  /** Nothing may be sent; orders that work go on working. */
  BLOCK,
  /** And working orders are cancelled. */
  BLOCK_AND_CANCEL,
  /** And positions are closed. */
  BLOCK_CANCEL_AND_FLATTEN;

  /** What orders in its scope see. */
  public TradingState tradingState() {
    return this == REDUCE_ONLY ? TradingState.REDUCE_ONLY : TradingState.HALTED;
  }
}
