package dev.aurora.workflows.run;

import dev.aurora.workflows.order.OrderOutcome;
import dev.aurora.workflows.order.OrderState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Markdown that an operator reads on a run's page in the Temporal web UI. */
final class RunDetails {

  private RunDetails() {}

  static String rolled(SessionOutcome rolled) {
    String text =
        "Market time stands at **"
            + rolled.standsAt()
            + "**, "
            + rolled.sessions()
            + " sessions further; corporate actions booked: "
            + rolled.actions();
    return rolled.refused().isEmpty()
        ? text
        : text
            + "\n\nCorporate actions **REFUSED**, so that their symbols' orders are denied:\n"
            + rolled.refused().stream().map(why -> "- " + why).collect(Collectors.joining("\n"));
  }

  static String decided(E2dOutcome e2d) {
    return "Decided: **"
        + e2d.buys()
        + " BUY, "
        + e2d.sells()
        + " SELL, "
        + e2d.holds()
        + " HOLD**"
        + skipped(e2d)
        + ". Artifacts: `"
        + e2d.artifacts()
        + "`";
  }

  static String judged(E2dOutcome e2d, GateOutcome gates) {
    return decided(e2d) + "\n\n" + gates(gates);
  }

  static String closed(DecisionRunReport report) {
    StringBuilder text = new StringBuilder("**").append(report.status()).append("**");
    if (report.reason() != null) {
      text.append(": ").append(report.reason());
    }
    text.append("\n\n")
        .append(decided(report.e2d()))
        .append(report.gates() == null ? "" : "\n\n" + gates(report.gates()))
        .append("\n\n")
        .append(orders(report.orders()));
    return text.toString();
  }

  private static String gates(GateOutcome gates) {
    return gates.red().isEmpty()
        ? "Gates: **" + gates.level() + " green**"
        : "Gates **RED**, so that orders which open or enlarge a position are denied:\n"
            + gates.red().stream().map(red -> "- " + red).collect(Collectors.joining("\n"));
  }

  private static String orders(List<OrderOutcome> orders) {
    if (orders.isEmpty()) {
      return "No orders.";
    }
    Map<OrderState, Long> counts =
        orders.stream()
            .collect(
                Collectors.groupingBy(
                    OrderOutcome::state,
                    () -> new EnumMap<>(OrderState.class),
                    Collectors.counting()));
    String totals =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    String lines =
        orders.stream()
            .map(order -> "- **" + order.state() + "** " + order.summary())
            .collect(Collectors.joining("\n"));
    return "Orders: " + totals + "\n\n" + lines;
  }

  private static String skipped(E2dOutcome e2d) {
    return e2d.skipped().isEmpty() ? "" : " (left out: " + String.join("; ", e2d.skipped()) + ")";
  }
}
