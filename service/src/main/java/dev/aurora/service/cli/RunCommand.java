package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.RetryAnswer;
import dev.aurora.service.api.RetryRequest;
import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.api.RunRequest;
import dev.aurora.service.api.SessionList;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.workflows.run.DecisionRunReport;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aurora run}: decision runs on the service, watched until they end. */
@Command(
    name = "run",
    description = {
      "Make decision runs: bars, model, decisions, orders through the policy to the broker.",
      "A bar is decided once: asking again shows what was decided. Exits 1 when a run was stopped"
          + " or an order denied or blocked."
    },
    footer = {
      "",
      "Examples:",
      "  aurora run --strategy momentum --account PAPER-1 --as-of 2013-02-27",
      "  aurora run --strategy momentum --account PAPER-1 --from 2013-02-01 --to 2013-02-27",
      "  aurora run --strategy momentum --account PAPER-1 --as-of 2013-02-27 --retry --as ann"
          + " --reason \"limit was typed wrong, corrected\""
    })
final class RunCommand implements Callable<Integer> {

  private static final Duration CALL = Duration.ofSeconds(30);
  private static final int WAIT_SECONDS = 20;

  private final Invocation invocation;

  @Option(names = "--strategy", required = true, paramLabel = "S", description = "The strategy.")
  private String strategy = "";

  @Option(names = "--account", required = true, paramLabel = "A", description = "The account.")
  private String account = "";

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Session at whose close is decided; without it the newest that has a next.")
  private @Nullable LocalDate asOf;

  @Option(names = "--from", paramLabel = "DATE", description = "First of several sessions.")
  private @Nullable LocalDate from;

  @Option(
      names = "--retry",
      description =
          "Try again the legs of a decided session that were denied, blocked or expired; needs"
              + " --as-of, --as and --reason.")
  private boolean retry;

  @Option(names = "--as", paramLabel = "P", description = "With --retry: who asks for it.")
  private @Nullable String by;

  @Option(names = "--reason", paramLabel = "R", description = "With --retry: why.")
  private @Nullable String reason;

  @Option(names = "--to", paramLabel = "DATE", description = "Last of several sessions.")
  private @Nullable LocalDate to;

  RunCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    requireSessions(); // before a service is started for nothing
    requireRetry();
    ApiClient api =
        new ActingAs(invocation).client(new Installation(invocation).runningService(), CALL, by);
    List<RunAnswer> answers = new ArrayList<>();
    for (LocalDate session : sessions(api)) {
      RunAnswer answer = runOne(api, session, attempt(api, session));
      answers.add(answer);
      show(session, answer);
    }
    if (invocation.output().json()) {
      invocation.output().document(answers);
    }
    return answers.stream().allMatch(RunCommand::clean) ? ExitCode.DONE : ExitCode.NO;
  }

  private void requireSessions() {
    boolean range = from != null || to != null;
    if (range && (from == null || to == null || asOf != null || from.isAfter(to))) {
      throw new UsageError(
          new Problem(
              "sessions",
              "These options don't name sessions.",
              "--as-of, --from, --to",
              "--as-of DATE, or --from DATE --to DATE in this order, or none of them",
              "Correct the options; `aurora run --help` has examples."));
    }
  }

  private List<LocalDate> sessions(ApiClient api) {
    if (from != null) {
      return api.get("/v1/sessions?from=" + from + "&to=" + to, SessionList.class).asOf();
    }
    return asOf == null ? api.get("/v1/sessions?count=1", SessionList.class).asOf() : List.of(asOf);
  }

  private void requireRetry() {
    boolean complete = retry && asOf != null && by != null && reason != null;
    boolean absent = !retry && by == null && reason == null;
    if (!complete && !absent) {
      throw new UsageError(
          new Problem(
              "retry",
              "These options don't name a further attempt.",
              "--retry, --as-of, --as, --reason",
              "--retry --as-of DATE --as P --reason R, or none of --retry, --as and --reason",
              "Correct the options; `aurora run --help` has examples."));
    }
  }

  /** The attempt to run: the first, or the one that this person asks for now. */
  private int attempt(ApiClient api, LocalDate session) {
    if (!retry || by == null || reason == null) {
      return 1;
    }
    RetryAnswer answer =
        api.post(
            "/v1/runs/retries",
            new RetryRequest(account, strategy, session, reason),
            Duration.ZERO,
            RetryAnswer.class);
    invocation
        .output()
        .line(
            "attempt %d at %d leg(s): %s"
                .formatted(
                    answer.attempt(), answer.legs().size(), String.join(", ", answer.legs())));
    return answer.attempt();
  }

  private RunAnswer runOne(ApiClient api, LocalDate session, int attempt) {
    RunRequest request = new RunRequest(account, strategy, session, attempt, WAIT_SECONDS, null);
    RunAnswer answer;
    do {
      invocation.output().progress("Running " + session + " ...");
      answer = api.post("/v1/runs", request, Duration.ofSeconds(WAIT_SECONDS), RunAnswer.class);
    } while (!answer.done());
    return answer;
  }

  private void show(LocalDate session, RunAnswer answer) {
    DecisionRunReport report = answer.report();
    if (report == null) {
      throw new IllegalStateException("a run that is done has a report: " + answer);
    }
    invocation
        .output()
        .line(
            "%s  %s  %d BUY, %d SELL, %d HOLD%s"
                .formatted(
                    session,
                    report.status(),
                    report.e2d().buys(),
                    report.e2d().sells(),
                    report.e2d().holds(),
                    report.reason() == null ? "" : "  " + report.reason()));
    report
        .orders()
        .forEach(
            order ->
                invocation.output().line("  %-16s %s".formatted(order.state(), order.summary())));
  }

  /** Whether the answer is a plain yes: decided, and every order went through. */
  private static boolean clean(RunAnswer answer) {
    return answer.report() != null
        && answer.report().status() == DecisionRunReport.Status.COMPLETED
        && answer.report().orders().stream()
            .allMatch(
                order ->
                    switch (order.state()) {
                      case FILLED, WORKING, PARTIALLY_FILLED, APPROVED, IN_FLIGHT -> true;
                      case PLANNED, DENIED, BLOCKED, EXPIRED, CANCELLED, REJECTED, UNKNOWN -> false;
                    });
  }
}
