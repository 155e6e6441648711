package dev.aurora.service.cli;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.api.ApiClient;
import dev.aurora.service.night.GateRunView;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.process.ServiceStatus;
import dev.aurora.service.process.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Lets the service run a whole level, and waits for what it says. */
final class GateRunOnService {

  private static final Duration CALL = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofHours(3);
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final String RUNNING = "RUNNING";

  private final Invocation invocation;

  GateRunOnService(Invocation invocation) {
    this.invocation = invocation;
  }

  /** The exit code; empty when no service runs, and nothing was stored. */
  Optional<Integer> run(GateLevel level) {
    if (!(new Installation(invocation).service().status() instanceof ServiceStatus.Ready ready)) {
      invocation
          .output()
          .message("No service runs here: judged without one, and not stored as evidence.");
      return Optional.empty();
    }
    GateRunView ended = await(ready.service(), level);
    Output output = invocation.output();
    if (output.json()) {
      output.document(ended);
    } else {
      output.line(ended.id() + ": " + ended.state());
      ended
          .gates()
          .forEach(
              gate -> {
                output.line(
                    "%-6s %-20s %d ms"
                        .formatted(gate.green() ? "green" : "RED", gate.gate(), gate.millis()));
                gate.reasons().forEach(reason -> output.line("         " + reason));
              });
    }
    return Optional.of(ended.state().equals("GREEN") ? ExitCode.DONE : ExitCode.NO);
  }

  private GateRunView await(ServiceRecord service, GateLevel level) {
    ApiClient api = new ApiClient(service, CALL);
    GateRunView begun =
        api.post("/v1/gates/runs/" + level, Map.of(), Duration.ZERO, GateRunView.class);
    invocation.output().progress("Running " + begun.id() + "; its page shows gate by gate");
    String asOf = begun.id().substring(begun.id().lastIndexOf('/') + 1);
    GateRunView[] last = {begun};
    Waiting.until(
        () -> {
          last[0] = api.get("/v1/gates/runs/" + level + "/" + asOf, GateRunView.class);
          return !last[0].state().equals(RUNNING);
        },
        PATIENCE,
        PERIOD);
    return last[0];
  }
}
