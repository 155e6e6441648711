package dev.aurora.service.cli;

import dev.aurora.service.drill.crash.CrashReport;
import dev.aurora.service.drill.crash.CrashRound;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what a crash drill showed. */
record CrashDrillReport(CrashReport report) {

  /** Says it, and gives back whether nothing was lost, sent twice or left behind. */
  boolean show(Output output) {
    if (output.json()) {
      output.document(report);
    } else {
      print(output);
    }
    return report.passed();
  }

  private void print(Output output) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ROUND", "KILLED", "AFTER", "IN FLIGHT", "DONE AFTER", "OUTCOME"));
    report.rounds().forEach(round -> rows.add(row(round)));
    output.table(rows);
    report
        .rounds()
        .forEach(
            round ->
                round
                    .findings()
                    .forEach(found -> output.line("round " + round.round() + ": " + found)));
    output.line("");
    report.finalFindings().forEach(found -> output.line("at the end: " + found));
    output.line(
        "%d orders at the broker, %d of them twice; %d fills; seed %d; books in %s"
            .formatted(
                report.orders(),
                report.duplicates(),
                report.fills(),
                report.seed(),
                report.folder()));
    output.line(
        report.passed()
            ? "Nothing was lost, sent twice or left behind."
            : "A crash has done harm: keep the folder, stop trading, and see the runbook.");
  }

  private static List<String> row(CrashRound round) {
    String inFlight =
        new TreeMap<>(round.inFlight())
            .entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    return List.of(
        Integer.toString(round.round()),
        round.victim().words(),
        round.afterMillis() + " ms",
        inFlight.isEmpty() ? "nothing" : inFlight,
        "%.1f s".formatted(round.recoveredMillis() / 1000.0),
        round.passed() ? "went on by itself" : "FAILED");
  }
}
