package dev.aurora.workflows.order;

/** The states of an order, from intent to the end. */
public enum OrderState {
  /** Recorded as a leg of a run, not yet checked. */
  PLANNED(false),
  /** Checked; room is reserved; not yet sent. */
  APPROVED(false),
  /** The policy said no. Never sent. */
  DENIED(true),
  /**
   * Approved, but the kill switch stood in front of the wire. Never sent, not even after a release.
   */
  BLOCKED(true),
  /** Approved, but its time ran out before the wire. Never sent. */
  EXPIRED(true),
  /** The outbox row is written: a message may have left. */
  IN_FLIGHT(false),
  /** The broker has it. */
  WORKING(false),
  PARTIALLY_FILLED(false),
  FILLED(true),
  CANCELLED(true),
  /** The broker said no. */
  REJECTED(true),
  /** The broker did not answer: its worst case stays reserved until somebody knows. */
  UNKNOWN(false);

  private final boolean terminal;

  OrderState(boolean terminal) {
    this.terminal = terminal;
  }

  /** True when nothing more is expected to happen to it. */
  public boolean terminal() {
    return terminal;
  }
}
