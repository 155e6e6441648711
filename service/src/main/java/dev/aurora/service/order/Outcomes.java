package dev.aurora.service.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.order.OrderState;
import java.util.List;
import java.util.stream.Collectors;

/** Tells workflows and people where an order stands. */
public final class Outcomes {

  private Outcomes() {}

  static OrderOutcome of(JournalOrder order) {
    return new OrderOutcome(
        order.clientOrderId(),
        OrderState.valueOf(order.state().name()),
        summary(order),
        controls(order.verdict(), Mode.ENFORCE),
        controls(order.verdict(), Mode.MONITOR));
  }

  private static List<String> controls(Verdict verdict, Mode mode) {
    return verdict.breaches().stream()
        .filter(breach -> breach.mode() == mode)
        .map(Breach::control)
        .distinct()
        .toList();
  }

  /** One line for a person. */
  public static String summary(JournalOrder order) {
    StringBuilder text = new StringBuilder(headline(order.order()));
    switch (order.state()) {
      case DENIED -> text.append(": ").append(breaches(order.verdict()));
      case FILLED, PARTIALLY_FILLED ->
          text.append(": filled ").append(order.filled().toPlainString());
      case APPROVED, IN_FLIGHT, UNKNOWN, WORKING, CANCELLED, REJECTED, BLOCKED, EXPIRED -> {}
    }
    if (order.stateReason() != null) {
      text.append(": ").append(order.stateReason());
    }
    return text.toString();
  }

  private static String headline(Order order) {
    String price = order.limitPrice() == null ? "" : " at " + order.limitPrice().toPlainString();
    return order.side()
        + " "
        + (order.quantity() == null ? "?" : order.quantity().toPlainString())
        + " "
        + order.symbol()
        + " "
        + order.type()
        + price;
  }

  private static String breaches(Verdict verdict) {
    return verdict.breaches().stream()
        .filter(breach -> breach.mode() == Mode.ENFORCE)
        .map(breach -> breach.control() + " (" + breach.message() + ")")
        .collect(Collectors.joining("; "));
  }
}
