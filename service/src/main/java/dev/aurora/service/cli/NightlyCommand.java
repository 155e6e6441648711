package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.night.GateNightsView;
import dev.aurora.service.process.ServiceRecord;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora gates nights}: how the nights of level L1 went. */
@Command(
    name = "nights",
    description = {
      "Say how the nights of level L1 went, and how many in a row are green.",
      "Exits 0 when three in a row are and the Schedule runs, 1 otherwise."
    })
final class NightlyCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(60);
  private static final int ROW = 3;
  private static final int SHOWN_MAX = 14;

  private final Invocation invocation;

  @Option(
      names = "--resume",
      description = "Let the Schedule go on that paused itself when a run failed.")
  private boolean resume;

  NightlyCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    ServiceRecord service = new Installation(invocation).runningService();
    ApiClient api = new ApiClient(service, CALL);
    GateNightsView view =
        resume
            ? api.post("/v1/gates/nights/resume", Map.of(), Duration.ZERO, GateNightsView.class)
            : api.get("/v1/gates/nights", GateNightsView.class);
    Output output = invocation.output();
    if (output.json()) {
      output.document(view);
    } else {
      GateNights nights = view.nights();
      output.line(
          "%s: %d nights in a row green%s"
              .formatted(
                  nights.level(),
                  nights.greenInARow(),
                  view.paused() ? "; the Schedule is PAUSED: see red-night" : ""));
      nights.newestFirst().stream()
          .limit(SHOWN_MAX)
          .forEach(
              night ->
                  output.line(
                      "  %s  %-10s  %s"
                          .formatted(
                              night.asOf(), night.state(), String.join(", ", night.gates()))));
    }
    return view.nights().greenInARow() >= ROW && !view.paused() ? ExitCode.DONE : ExitCode.NO;
  }
}
