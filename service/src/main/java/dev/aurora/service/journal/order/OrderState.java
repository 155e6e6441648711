package dev.aurora.service.journal.order;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where an order is. A reservation lives exactly as long as the order may still fill: every state
 * that {@link #reserves()} keeps its leaves at their worst case, every other has freed them.
 *
 * <pre>
 * DENIED
 * APPROVED ----> IN_FLIGHT ----> WORKING ----> PARTIALLY_FILLED ----> FILLED
 *     |              |  \           |                  |
 *     |              |   UNKNOWN (no answer: never sent again, only asked for)
 *     v              v
 * BLOCKED, EXPIRED, CANCELLED, REJECTED
 * </pre>
 */
public enum OrderState {
  /** The rules denied it. */
  DENIED,
  /** Checked and reserved, nothing sent. */
  APPROVED,
  /** The outbox row is written: a message may have left. */
  IN_FLIGHT,
  /** It was sent, or may have been, and the broker gave no answer. */
  UNKNOWN,
  /** The broker has it. */
  WORKING,
  /** The broker has it and filled a part. */
  PARTIALLY_FILLED,
  /** Filled in full. */
  FILLED,
  /** Taken back; parts may have been filled. */
  CANCELLED,
  /** The broker refused it. */
  REJECTED,
  /** A kill, a latch or a person kept it from being sent. */
  BLOCKED,
  /** Its time ran out, here or at the broker. */
  EXPIRED;

  /** Whether it may still fill as far as we know, so that its room stays taken. */
  public boolean reserves() {
    return switch (this) {
      case APPROVED, IN_FLIGHT, UNKNOWN, WORKING, PARTIALLY_FILLED -> true;
      case DENIED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED -> false;
    };
  }

  /** Whether the same intent may be tried again with a further attempt. */
  public boolean allowsAnotherAttempt() {
    return this == DENIED || this == BLOCKED || this == EXPIRED;
  }

  /** Whether this step is legal; a state never follows itself. */
  public boolean mayBecome(OrderState next) {
    return successors().contains(next);
  }

  private Set<OrderState> successors() {
    return switch (this) {
      // A fill of an order that we have not sent is booked all the same, and flagged.
      case APPROVED -> EnumSet.of(IN_FLIGHT, PARTIALLY_FILLED, FILLED, CANCELLED, BLOCKED, EXPIRED);
      case IN_FLIGHT ->
          EnumSet.of(
              UNKNOWN, WORKING, PARTIALLY_FILLED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED);
      case UNKNOWN ->
          EnumSet.of(WORKING, PARTIALLY_FILLED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED);
      case WORKING -> EnumSet.of(UNKNOWN, PARTIALLY_FILLED, FILLED, CANCELLED, REJECTED, EXPIRED);
      case PARTIALLY_FILLED -> EnumSet.of(UNKNOWN, FILLED, CANCELLED, EXPIRED);
      case DENIED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED ->
          EnumSet.noneOf(OrderState.class);
    };
  }
}
