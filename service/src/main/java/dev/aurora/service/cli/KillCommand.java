package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.KillRequest;
import dev.aurora.service.api.KillView;
import dev.aurora.service.killswitch.DeadManSwitch;
import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.ProblemException;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.report.TradingReport;
import dev.aurora.service.sweep.KillPreview;
import dev.aurora.service.sweep.KillProgress;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.killswitch.KillScope;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code aurora kill}: stops trading, and says whether it is stopped. Reaches every installation
 * that runs on this data directory, demos included: whoever types this wants everything to stop.
 */
@Command(
    name = "kill",
    description = "Stop trading, say what is stopped, confirm it, release it.",
    subcommands = {KillConfirmCommand.class, KillReleaseCommand.class, KillReceiptCommand.class},
    footer = {
      "",
      "Examples:",
      "  aurora kill engage --reason \"fills look odd\"",
      "  aurora kill engage --scope account:PAPER-1 --level BLOCK --reason \"wrong limits\"",
      "  aurora kill preview --scope symbol:AAPL --level BLOCK_CANCEL_AND_FLATTEN",
      "  aurora kill status --json",
      "  aurora kill confirm --as ann --reason \"broker's desk: both dead, mail of 15:02\"",
      "  aurora kill release --cause \"feed repaired\" --as bob",
      "Without a service: touch kill.flag in the data directory."
    })
final class KillCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(5);

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  KillCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command: engage, preview, status, confirm, release, receipt or alive.");
  }

  @Command(
      name = "engage",
      description = "Stop trading now. Any one person may; engaging twice does no harm.")
  int engage(
      @Option(
              names = "--scope",
              defaultValue = "firm",
              paramLabel = "S",
              description =
                  "firm, account:<id>, strategy:<id>, symbol:<id>, account:<id>/symbol:<id>,"
                      + " strategy:<id>/symbol:<id>, model:<version> or venue:<id>"
                      + " (${DEFAULT-VALUE}).")
          String scope,
      @Option(
              names = "--level",
              defaultValue = "BLOCK",
              paramLabel = "L",
              description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
          KillLevel level,
      @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
          String reason,
      @Option(names = "--as", paramLabel = "P", description = "Who, by their token; else unproven.")
          @Nullable String by) {
    requireScope(scope);
    String who = by == null ? invocation.environment().getOrDefault("USER", "operator") : by;
    KillRequest request = new KillRequest("cli/" + UUID.randomUUID(), scope, level, who, reason);
    List<KillView> answers = new ArrayList<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      answers.add(engage(service, request, by));
      invocation.output().line("engaged " + level + " for " + scope + " in " + service.home());
    }
    if (invocation.output().json()) {
      invocation.output().document(answers);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "alive",
      description = {
        "Give a sign of life.",
        "Services started with AURORA_DEAD_MAN (such as 15m) stop the firm when no operator is"
            + " heard for that long. It releases nothing."
      })
  int alive(
      @Option(names = "--as", paramLabel = "P", description = "Who; without it the login name.")
          @Nullable String by) {
    String who = by == null ? invocation.environment().getOrDefault("USER", "operator") : by;
    try {
      DeadManSwitch.sign(invocation.home(), who, invocation.clock().instant());
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "sign-not-written",
                  "The sign of life can't be written: " + e.getMessage(),
                  "See that the data directory is there and writable.")
              .at(invocation.home()),
          e);
    }
    invocation.output().line(who + " is heard");
    return ExitCode.DONE;
  }

  /** Stopping never fails for the want of a token: the name counts as unproven then. */
  private KillView engage(ServiceRecord service, KillRequest request, @Nullable String by) {
    if (by != null) {
      try {
        return new ActingAs(invocation)
            .client(service, CALL, by)
            .post("/v1/kill", request, Duration.ZERO, KillView.class);
      } catch (ProblemException notProven) {
        invocation
            .output()
            .message(
                "engaging without proof that this is " + by + ": " + notProven.problem().what());
      }
    }
    return new ApiClient(service, CALL).post("/v1/kill", request, Duration.ZERO, KillView.class);
  }

  @Command(
      name = "preview",
      description = "Say what a kill would find now: orders that work, positions. Engages nothing.")
  int preview(
      @Option(
              names = "--scope",
              defaultValue = "firm",
              paramLabel = "S",
              description = "As of engage (${DEFAULT-VALUE}).")
          String scope,
      @Option(
              names = "--level",
              defaultValue = "BLOCK_AND_CANCEL",
              paramLabel = "L",
              description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
          KillLevel level) {
    requireScope(scope);
    Map<String, KillPreview> previews = new LinkedHashMap<>();
    String query = "?scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8) + "&level=" + level;
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      previews.put(
          service.home(),
          new ApiClient(service, CALL).get("/v1/kill/preview" + query, KillPreview.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(previews);
    } else {
      previews.forEach(this::show);
    }
    return ExitCode.DONE;
  }

  private void show(String home, KillPreview preview) {
    Output output = invocation.output();
    output.line(
        "%s: %s for %s %s %d open orders; %s %d positions"
            .formatted(
                home,
                preview.level(),
                preview.scope(),
                preview.takesBack() ? "takes back" : "leaves working",
                preview.orders().size(),
                preview.flattens() ? "closes" : "leaves",
                preview.positions().size()));
    preview.orders().forEach(this::show);
    preview.positions().forEach(held -> show(preview.flattens(), held));
  }

  private void show(boolean flattens, KillPreview.Held held) {
    String what =
        flattens && held.told()
            ? "%s %s of %s for %s"
                .formatted(
                    held.closedBy(),
                    held.quantity().abs().toPlainString(),
                    held.symbol(),
                    held.account())
            : "%s holds %s of %s"
                .formatted(held.account(), held.quantity().toPlainString(), held.symbol());
    String price =
        held.mark() == null || held.value() == null
            ? "no price is known"
            : "worth %s at %s".formatted(held.value().toPlainString(), held.mark().toPlainString());
    invocation
        .output()
        .line(
            "      %s, %s%s"
                .formatted(
                    what, price, held.told() ? "" : "; it can't be told whose it is, so it stays"));
  }

  private static void requireScope(String scope) {
    if (!KillScope.isKnown(scope)) {
      throw new UsageError(
          new Problem(
              "scope",
              "This is no scope.",
              "--scope " + scope,
              "firm, account:<id>, strategy:<id>, symbol:<id>, model:<version>, venue:<id>,"
                  + " account:<id>/symbol:<id> or strategy:<id>/symbol:<id>",
              "Correct it, or leave it out to stop the firm."));
    }
  }

  @Command(
      name = "status",
      description = "Say what is stopped. Exits 0 when nothing is, 1 when something is.")
  int status() {
    Map<String, KillView> views = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      views.put(service.home(), new ApiClient(service, CALL).get("/v1/kill", KillView.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(views);
    } else {
      views.forEach(this::show);
    }
    return views.values().stream().allMatch(view -> view.engaged().isEmpty())
        ? ExitCode.DONE
        : ExitCode.NO;
  }

  /** Null for what only reduces, and for what is not in the books yet. */
  private void show(@Nullable KillProgress progress) {
    if (progress == null) {
      return;
    }
    Output output = invocation.output();
    output.line("    " + progress.sentence());
    progress.open().forEach(this::show);
    progress
        .held()
        .forEach(
            held ->
                output.line(
                    "      %s holds %s of %s: %s"
                        .formatted(
                            held.account(),
                            held.quantity().toPlainString(),
                            held.symbol(),
                            held.detail())));
  }

  private void show(KillProgress.Open open) {
    invocation
        .output()
        .line(
            "      %s  %s, %s units of %s"
                .formatted(
                    open.clientOrderId(),
                    open.state(),
                    open.leaves().toPlainString(),
                    open.symbol()));
  }

  private void show(String home, KillView view) {
    Output output = invocation.output();
    if (view.engaged().isEmpty()) {
      output.line(home + ": nothing is stopped");
      return;
    }
    output.line(home + ":");
    for (TradingReport.Killed kill : view.engaged()) {
      output.line(
          "  %s for %s, by %s (%s): %s"
              .formatted(kill.level(), kill.scope(), kill.by(), kill.source(), kill.reason()));
      output.line("    id %s; ends %s".formatted(kill.id(), kill.ends()));
      show(view.progress().get(kill.id()));
      KillView.Word confirmed = view.confirmed().get(kill.id());
      if (confirmed != null) {
        output.line(
            "    CONFIRMED by %s, who looked all of these up at the broker: %s"
                .formatted(confirmed.person(), confirmed.cause()));
      }
      view.waiting().stream()
          .filter(word -> word.id().equals(kill.id()))
          .forEach(
              word ->
                  output.line(
                      "    release: 1 of 2, by %s (%s); another person until %s"
                          .formatted(word.person(), word.cause(), word.until())));
    }
  }
}
