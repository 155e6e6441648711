package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.scorecard.EvidenceCollector;
import dev.aurora.service.scorecard.ScorecardReport;
import dev.aurora.service.scorecard.ScorecardReport.Item;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora scorecard}: whether Aurora is ready, by evidence. */
@Command(
    name = "scorecard",
    description = {
      "Say which of the 52 items of readiness are done, by evidence, and what would close the"
          + " others.",
      "Exits 0 when all are done, 1 otherwise."
    },
    footer = {
      "",
      "Examples:",
      "  aurora scorecard",
      "  aurora scorecard --open",
      "  aurora scorecard collect",
      "  aurora scorecard --json | jq '.[].done'"
    })
final class ScorecardCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofMinutes(2);

  private final Invocation invocation;

  @Option(names = "--open", description = "Show only what is open.")
  private boolean onlyOpen;

  ScorecardCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Map<String, ScorecardReport> reports = new LinkedHashMap<>();
    for (ServiceRecord service : services()) {
      reports.put(
          service.home(), new ApiClient(service, CALL).get("/v1/scorecard", ScorecardReport.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(reports);
    } else {
      reports.forEach(this::show);
    }
    return reports.values().stream().allMatch(report -> report.done() == report.of())
        ? ExitCode.DONE
        : ExitCode.NO;
  }

  @Command(
      name = "collect",
      description = {
        "Look at test reports, files, side-cars, log and the newest run, and add what they show to"
            + " the evidence.",
        "A test report counts only when nothing that it judges was changed since it ran."
      })
  int collect() {
    Map<String, EvidenceCollector.Collected> found = new LinkedHashMap<>();
    for (ServiceRecord service : services()) {
      found.put(
          service.home(),
          new ApiClient(service, CALL)
              .post(
                  "/v1/scorecard/collect",
                  Map.of(),
                  Duration.ZERO,
                  EvidenceCollector.Collected.class));
    }
    Output output = invocation.output();
    if (output.json()) {
      output.document(found);
      return ExitCode.DONE;
    }
    found.forEach(
        (home, collected) -> {
          output.line(
              "%s: %d pieces of evidence added, %d known"
                  .formatted(home, collected.added(), collected.known()));
          collected.leftOut().forEach(report -> output.line("  does not count: " + report));
        });
    return ExitCode.DONE;
  }

  /** Those that run, demos too; the one of this data directory is started when none does. */
  private List<ServiceRecord> services() {
    Installation installation = new Installation(invocation);
    List<ServiceRecord> running = installation.runningServices();
    return running.isEmpty() ? List.of(installation.runningService()) : running;
  }

  private void show(String home, ScorecardReport report) {
    Output output = invocation.output();
    output.line(
        "%s: %d of %d done, phase reached: %s (%s)"
            .formatted(home, report.done(), report.of(), report.reached(), thresholds(report)));
    String area = "";
    for (Item item : report.items()) {
      if (onlyOpen && item.done()) {
        continue;
      }
      if (!item.area().equals(area)) {
        area = item.area();
        output.line(area);
      }
      output.line("  %s %2d  %s".formatted(item.done() ? "done" : "OPEN", item.id(), item.text()));
      item.open()
          .forEach(
              open -> {
                output.line(
                    "            %s %s: %s".formatted(open.evidence(), open.why(), open.because()));
                output.line("            closes it: " + open.close());
              });
    }
  }

  private static String thresholds(ScorecardReport report) {
    return String.join(
        ", ",
        report.thresholds().entrySet().stream()
            .map(phase -> phase.getKey() + " " + phase.getValue())
            .toList());
  }
}
