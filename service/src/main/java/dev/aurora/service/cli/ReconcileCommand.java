package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.ReconciliationView;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.reconcile.ReconciliationDesk;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aurora reconcile}: compares books and broker, and says what differs. */
@Command(
    name = "reconcile",
    description = {
      "Compare books and broker now: orders, fills, positions and cash.",
      "Exits 0 when they agree, 1 when something differs (an open break denies openers), 3 when the"
          + " broker does not answer."
    },
    footer = {"", "Examples:", "  aurora reconcile", "  aurora reconcile --json"})
final class ReconcileCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(60);

  private final Invocation invocation;

  ReconcileCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Map<String, ReconciliationView> views = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      views.put(
          service.home(),
          new ApiClient(service, CALL)
              .post("/v1/reconcile", Map.of(), Duration.ZERO, ReconciliationView.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(views);
    } else {
      views.forEach((home, view) -> view.accounts().forEach(result -> show(home, result)));
    }
    return exitCode(views.values().stream().flatMap(view -> view.accounts().stream()).toList());
  }

  private static int exitCode(List<ReconciliationDesk.Result> results) {
    if (!results.stream().allMatch(ReconciliationDesk.Result::answered)) {
      return ExitCode.DEPENDENCY;
    }
    return results.stream().allMatch(ReconciliationDesk.Result::clean)
        ? ExitCode.DONE
        : ExitCode.NO;
  }

  private void show(String home, ReconciliationDesk.Result result) {
    Output output = invocation.output();
    String account = home + ", " + result.account() + ": ";
    if (!result.answered()) {
      output.line(account + "the broker does not answer, so nothing is known: " + result.detail());
    } else if (result.clean()) {
      output.line(account + "books and broker agree");
    } else {
      output.line(account + "books and broker differ");
      result.breaks().forEach(found -> output.line("  " + found));
    }
  }
}
