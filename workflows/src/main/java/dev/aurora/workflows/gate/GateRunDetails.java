package dev.aurora.workflows.gate;

import java.util.List;

/** The Markdown that an operator reads on the page of a run of gates. */
final class GateRunDetails {

  private static final int REASONS_MAX = 5;
  private static final long MILLIS_OF_SECOND = 1000;

  private GateRunDetails() {}

  static String of(List<String> gates, List<GateRunReport.Judged> judged) {
    long red = judged.stream().filter(gate -> !gate.green()).count();
    StringBuilder text = new StringBuilder("**");
    if (red > 0) {
      text.append(red).append(" of ").append(gates.size()).append(" gates RED");
    } else if (gates.isEmpty()) {
      text.append("Looking up the gates");
    } else if (judged.size() < gates.size()) {
      text.append(judged.size()).append(" of ").append(gates.size()).append(" gates judged");
    } else {
      text.append("All ").append(gates.size()).append(" gates green");
    }
    text.append("**\n\n| gate | verdict | s | reasons |\n|---|---|---|---|\n");
    judged.forEach(gate -> text.append(row(gate)));
    gates.stream()
        .skip(judged.size())
        .forEach(gate -> text.append("| ").append(gate).append(" | | | |\n"));
    return text.toString();
  }

  private static String row(GateRunReport.Judged gate) {
    String reasons =
        String.join("; ", gate.reasons().stream().limit(REASONS_MAX).toList())
            .replace("|", "\\|")
            .replace("\n", " ");
    return "| %s | %s | %d | %s |\n"
        .formatted(
            gate.gate(),
            gate.green() ? "green" : "**RED**",
            gate.millis() / MILLIS_OF_SECOND,
            reasons);
  }
}
