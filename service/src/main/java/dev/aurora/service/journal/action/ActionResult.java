package dev.aurora.service.journal.action;

/** What became of booking an action. */
public sealed interface ActionResult {

  /** It is in the books now. */
  record Booked(ActionEffect effect, int ordersChanged) implements ActionResult {}

  /** It was in the books already; nothing was changed. */
  record AlreadyBooked() implements ActionResult {}

  /**
   * It is not in the books, and a break says so.
   *
   * @param detail one sentence for a person
   */
  record Refused(String breakId, String detail) implements ActionResult {}
}
