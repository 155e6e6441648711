package dev.aurora.service.cli;

import dev.aurora.service.drill.rollback.RollbackReport;
import java.util.ArrayList;
import java.util.List;

/** Says what a rollback drill showed. */
record RollbackDrillReport(RollbackReport report) {

  /** Says it, and gives back whether every order took what its history says, once. */
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
    rows.add(List.of("ORDERS THAT READ", "TOOK", "ORDERS"));
    report
        .phases()
        .forEach(
            phase ->
                rows.add(
                    List.of(phase.name(), phase.stage().word(), Long.toString(phase.orders()))));
    output.table(rows);
    output.line("");
    output.line(
        "ramp %d %%: %d of %d orders took the next stage; %d to %d are within its bounds"
            .formatted(
                report.ramp().percent(),
                report.ramp().ramped(),
                report.ramp().orders(),
                report.ramp().low(),
                report.ramp().high()));
    report.findings().forEach(output::line);
    output.line(
        "%d orders in %d rounds, %d of them denied, %d sent twice; worker killed %d times; seed %d; books in %s"
            .formatted(
                report.orders(),
                report.rounds(),
                report.denied(),
                report.duplicates(),
                report.kills(),
                report.seed(),
                report.folder()));
    output.line(
        report.passed()
            ? "Each order went once, on the stage that its history says."
            : "The rollout can't be trusted: keep the folder, stop trading, and see the runbook.");
  }
}
