package dev.aurora.service.broker;

/** What a broker says to a cancel. */
public sealed interface CancelResult {

  /** The rest of the order is taken back. */
  record Cancelled(BrokerOrder order) implements CancelResult {}

  /** It had ended before, by a fill or otherwise; nothing was changed. */
  record HadEnded(BrokerOrder order) implements CancelResult {}

  /** The broker never saw such an order. */
  record NotKnown(String clientOrderId) implements CancelResult {}

  /** No answer: the order may go on working. */
  record NoAnswer(Outage outage, String detail) implements CancelResult {}
}
