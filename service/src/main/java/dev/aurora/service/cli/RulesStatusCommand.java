package dev.aurora.service.cli;

import dev.aurora.service.ruleset.ReleaseReport;
import dev.aurora.service.ruleset.RuleSetWorkers;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code aurora rules status}: which set answers, what waits, who has what ready. */
@Command(
    name = "status",
    description = {
      "Say which rule set is in force, which wait for whom, and what each worker has ready.",
      "Exits 1 when none is in force, and every order is denied."
    })
final class RulesStatusCommand implements Callable<Integer> {

  private final Invocation invocation;

  RulesStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ReleaseReport report =
        new RulesRelease(invocation).client(null).get("/v1/rules", ReleaseReport.class);
    if (invocation.output().json()) {
      invocation.output().document(report);
    } else {
      show(report);
    }
    return report.inForce() == null ? ExitCode.NO : ExitCode.DONE;
  }

  private void show(ReleaseReport report) {
    Output output = invocation.output();
    output.line(inForce(report));
    output.line("folder: " + report.folder());
    report.releases().forEach(this::show);
    for (RuleSetWorkers.Worker worker : report.workers()) {
      output.line(
          "worker %s answers by %s, has %d ready, seen %s"
              .formatted(
                  worker.worker(),
                  answersBy(worker, report.inForce()),
                  worker.ready().size(),
                  worker.seenAt()));
    }
  }

  private static String answersBy(RuleSetWorkers.Worker worker, ReleaseReport.@Nullable Row live) {
    return live != null && live.ruleSet().equals(worker.answersBy())
        ? "what is in force"
        : worker.answersBy() + ", which is NOT what is in force";
  }

  /** One line for whoever asks what is in force. */
  static String inForce(ReleaseReport report) {
    ReleaseReport.Row row = report.inForce();
    return row == null
        ? "rules: NONE is in force: every order is denied"
        : "rules: %s in force since %s, by %s%s; its verdicts carry %s"
            .formatted(
                row.shortName(),
                row.at(),
                row.by(),
                row.until() == null ? "" : ", ends by itself at " + row.until(),
                row.ruleSet());
  }

  private void show(ReleaseReport.Row row) {
    Output output = invocation.output();
    output.line(
        "  %s  %-10s %s  %s: %s"
            .formatted(row.shortName(), row.stage(), row.at(), row.by(), row.reason()));
    if (row.shadow() != null) {
      output.line("    " + row.shadow());
      row.differences()
          .forEach(
              one ->
                  output.line(
                      "    %s: %s, would be %s (%s)"
                          .formatted(
                              one.clientOrderId(), one.live(), one.shadow(), one.controls())));
    }
  }
}
