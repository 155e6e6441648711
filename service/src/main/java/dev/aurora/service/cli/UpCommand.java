package dev.aurora.service.cli;

import dev.aurora.service.app.DeadManVariable;
import dev.aurora.service.app.RollbackVariable;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.temporal.TemporalTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora up}: Temporal first, then the service; both are left alone where they run. */
@Command(
    name = "up",
    description = {
      "Start the service and the embedded Temporal server.",
      "What already runs is left alone. With TEMPORAL_ADDRESS set, that server is used and none is"
          + " started. AURORA_HTTP_PORT and AURORA_HOME say where."
    },
    footer = {"", "Examples:", "  aurora up", "  AURORA_HOME=/srv/aurora aurora up --json"})
final class UpCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long the service may take until it is ready (${DEFAULT-VALUE}).")
  private long timeoutSeconds;

  UpCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Instant begin = invocation.clock().instant();
    Installation installation = new Installation(invocation);
    Integer port = invocation.httpPort();
    // Both are refused before anything is started.
    RollbackVariable.isOn(invocation.environment());
    DeadManVariable.limit(invocation.environment());
    invocation.output().progress("Temporal ...");
    TemporalTarget temporal = installation.temporalServers().ensure().target();
    invocation.output().progress("Service ...");
    ServiceRecord service =
        installation.startService(port, temporal, Duration.ofSeconds(timeoutSeconds));
    Duration took = Duration.between(begin, invocation.clock().instant());
    report(service, temporal, took);
    return ExitCode.DONE;
  }

  private void report(ServiceRecord service, TemporalTarget temporal, Duration took) {
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("service", StatusCommand.describe("ready", service));
      answer.put("temporal", temporal);
      answer.put("home", invocation.home().toString());
      answer.put("elapsedSeconds", took.toMillis() / 1000.0);
      output.document(answer);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("service", "ready", service.uri("/").toString()));
    rows.add(List.of("temporal", "serving", StatusCommand.place(temporal)));
    rows.add(List.of("data", "", invocation.home().toString()));
    output.table(rows);
    output.line("");
    output.line("Up in %.1f s. Next: aurora status, aurora down.".formatted(took.toMillis() / 1e3));
  }
}
