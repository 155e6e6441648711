package dev.aurora.service.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora down}: the service first, so that it can finish what it is at. */
@Command(
    name = "down",
    description = {
      "Stop the service and the embedded Temporal server; what they stored stays.",
      "Workflows go on where they were at the next start. An external Temporal server is left"
          + " alone."
    },
    footer = {"", "Examples:", "  aurora down", "  aurora down --grace 60"})
final class DownCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long the service may take to end by itself (${DEFAULT-VALUE}).")
  private long graceSeconds;

  DownCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Installation installation = new Installation(invocation);
    boolean service = installation.service().stop(Duration.ofSeconds(graceSeconds));
    boolean temporal = installation.embeddedTemporal().stop();
    Output output = invocation.output();
    if (output.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("service", stopped(service));
      answer.put("temporal", stopped(temporal));
      output.document(answer);
    } else {
      output.table(
          List.of(List.of("service", stopped(service)), List.of("temporal", stopped(temporal))));
    }
    return ExitCode.DONE;
  }

  private static String stopped(boolean ran) {
    return ran ? "stopped" : "was not running";
  }
}
