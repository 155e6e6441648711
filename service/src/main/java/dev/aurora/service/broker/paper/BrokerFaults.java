package dev.aurora.service.broker.paper;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Decides which submissions go wrong, and how. Thread-safe. */
@FunctionalInterface
public interface BrokerFaults {

  /** A broker that works. */
  BrokerFaults NONE = clientOrderId -> new Fault.None();

  /** The fault of the next submission of that order. */
  Fault next(String clientOrderId);

  /** The fault of the next cancel of that order: only a cut and silence are looked at. */
  default Fault nextCancel(String clientOrderId) {
    return new Fault.None();
  }

  /** False while the broker can't be reached at all, for no order and no question. */
  default boolean connected() {
    return true;
  }

  /** Each order's first submission goes wrong as said; all others work. */
  static BrokerFaults once(Map<String, Fault> faults) {
    Map<String, Fault> left = new ConcurrentHashMap<>(faults);
    return clientOrderId -> {
      Fault fault = left.remove(clientOrderId);
      return fault == null ? new Fault.None() : fault;
    };
  }

  /** What goes wrong. */
  sealed interface Fault {

    /** Nothing. */
    record None() implements Fault {}

    /** The connection is gone before the order is out. */
    record Disconnect() implements Fault {}

    /** The broker takes the order, and its answer never comes. */
    record SilentAfterAccept() implements Fault {}

    /** The broker refuses, whatever the order. */
    record Reject() implements Fault {}

    /** Every execution of the order is reported twice, the latest first. */
    record AnswerTwice() implements Fault {}

    /** Executions of the order are reported latest first. */
    record OutOfOrder() implements Fault {}

    /** The order is taken, and the answer comes late. */
    record Slow(Duration delay) implements Fault {}
  }
}
