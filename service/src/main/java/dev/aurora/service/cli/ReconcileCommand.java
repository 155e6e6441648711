package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.BreakView;
import dev.aurora.service.api.CloseBreakRequest;
import dev.aurora.service.api.ReconciliationView;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.reconcile.ReconciliationDesk;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aurora reconcile}: compares books and broker, and says what differs. */
@Command(
    name = "reconcile",
    description = {
      "Compare books and broker now: orders, fills, positions and cash.",
      "Exits 0 when they agree, 1 when something differs (an open break denies openers), 3 when the"
          + " broker does not answer."
    },
    footer = {
      "",
      "Examples:",
      "  aurora reconcile",
      "  aurora reconcile breaks",
      "  aurora reconcile close PAPER-1/CASH/cash --as ann --cause \"deposit booked late\""
    })
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

  @Command(
      name = "breaks",
      description = "Show what differs. Exits 0 when nothing is open, 1 otherwise.")
  int breaks(@Option(names = "--all", description = "Also those that are closed.") boolean all) {
    Map<String, BreakView> views = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      views.put(
          service.home(),
          new ApiClient(service, CALL).get("/v1/breaks?all=" + all, BreakView.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(views);
    } else {
      views.forEach(this::showBreaks);
    }
    return views.values().stream()
            .flatMap(view -> view.breaks().stream())
            .allMatch(known -> known.closedAt() != null)
        ? ExitCode.DONE
        : ExitCode.NO;
  }

  private void showBreaks(String home, BreakView view) {
    Output output = invocation.output();
    if (view.breaks().isEmpty()) {
      output.line(home + ": no breaks");
    }
    for (Breaks.Break known : view.breaks()) {
      output.line(home + ": " + known.id() + ", since " + known.openedAt());
      output.line("  " + known.detail());
      if (known.closedAt() != null) {
        output.line("  closed " + known.closedAt() + ": " + known.closedBecause());
      }
    }
  }

  @Command(
      name = "close",
      description = {
        "Close a break: one person, who answers for it.",
        "What still differs opens it again with the next comparison."
      })
  int close(
      @Parameters(paramLabel = "ID", description = "As `aurora reconcile breaks` shows it.")
          String id,
      @Option(names = "--as", required = true, paramLabel = "P", description = "Who.") String by,
      @Option(
              names = "--cause",
              required = true,
              paramLabel = "C",
              description = "What it was, and why it is settled.")
          String cause) {
    ServiceRecord holding =
        new Installation(invocation)
            .requireRunningServices().stream()
                .filter(service -> isOpen(service, id))
                .findFirst()
                .orElseThrow(
                    () ->
                        new RefusedError(
                            Problem.of(
                                    "no-such-break",
                                    "No break of this id is open.",
                                    "`aurora reconcile breaks` names those that are.")
                                .at(id)));
    BreakView left =
        new ActingAs(invocation)
            .client(holding, CALL, by)
            .post(
                "/v1/breaks/closed",
                new CloseBreakRequest(id, cause),
                Duration.ZERO,
                BreakView.class);
    if (invocation.output().json()) {
      invocation.output().document(left);
    } else {
      invocation.output().line("closed " + id + "; " + left.breaks().size() + " still open");
    }
    return ExitCode.DONE;
  }

  private static boolean isOpen(ServiceRecord service, String id) {
    return new ApiClient(service, CALL)
        .get("/v1/breaks", BreakView.class).breaks().stream()
            .anyMatch(known -> known.id().equals(id));
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
