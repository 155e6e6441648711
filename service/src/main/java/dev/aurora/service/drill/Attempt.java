package dev.aurora.service.drill;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One order that was tried.
 *
 * @param wrongness that of its basket
 * @param state where it stood after the last step
 */
record Attempt(Order order, BigDecimal wrongness, Verdict verdict, OrderState state) {

  /** Whether it went over the wire, whatever the broker made of it. */
  boolean sent() {
    return switch (state) {
      case UNKNOWN, WORKING, PARTIALLY_FILLED, FILLED, CANCELLED, REJECTED -> true;
      case DENIED, APPROVED, IN_FLIGHT, BLOCKED, EXPIRED -> false;
    };
  }

  BigDecimal quantity() {
    return Objects.requireNonNull(order.quantity());
  }

  /** What kept it back: the controls that denied it, or the last step before the wire. */
  List<String> stoppedBy() {
    if (verdict.approved()) {
      return List.of("last step");
    }
    return verdict.breaches().stream()
        .filter(breach -> breach.mode() == Mode.ENFORCE)
        .map(Breach::code)
        .distinct()
        .toList();
  }
}
