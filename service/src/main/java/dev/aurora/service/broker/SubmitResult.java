package dev.aurora.service.broker;

/** What a broker says to an order. */
public sealed interface SubmitResult {

  /** It has the order; the same answer comes for every further submission of it. */
  record Acknowledged(BrokerOrder order) implements SubmitResult {}

  /** It refuses the order, for good: never retried. */
  record Rejected(RejectReason reason, String detail) implements SubmitResult {}

  /** It certainly did not get the order: sending again is safe. */
  record NotSent(Outage outage, String detail) implements SubmitResult {}

  /** It may or may not have the order: ask, never send again on a guess. */
  record NoAnswer(Outage outage, String detail) implements SubmitResult {}
}
