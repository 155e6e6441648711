package dev.aurora.service.journal;

import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.order.OrderState;

/** What became of one order of a check. */
public sealed interface CheckResult {

  String clientOrderId();

  /**
   * It has a verdict in the books.
   *
   * @param state where the order stands now
   * @param recordedBefore the verdict is the one of an earlier call; nothing was evaluated
   */
  record Checked(String clientOrderId, Verdict verdict, OrderState state, boolean recordedBefore)
      implements CheckResult {}

  /**
   * It clashes with an order in the books: nothing was evaluated and nothing written for it.
   *
   * @param recordedOrderId the order that it clashes with
   * @param recordedState where that one stands
   */
  record PayloadConflict(
      String clientOrderId, Kind kind, String recordedOrderId, OrderState recordedState)
      implements CheckResult {

    /** How it clashes. */
    public enum Kind {
      /** The same client order id, asking for something else. */
      SAME_KEY_OTHER_PAYLOAD,
      /**
       * The same intent under another key, while an earlier attempt lives, was filled in part, or
       * ended in a way after which there is no further attempt.
       */
      INTENT_ALREADY_SERVED
    }
  }
}
