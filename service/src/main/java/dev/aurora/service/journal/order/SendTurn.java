package dev.aurora.service.journal.order;

/**
 * Whose turn it is when an order is about to be sent.
 *
 * @param state where the order stands now
 */
public record SendTurn(String clientOrderId, Kind kind, OrderState state) {

  /** What the sender must do. */
  public enum Kind {
    /** Nothing can have been sent before: send it. */
    FIRST,
    /** A message may have left before: ask the broker for the client order id, then decide. */
    REPEATED,
    /** It has ended without being sent, or must not be: send nothing, ask nothing. */
    NEVER
  }
}
