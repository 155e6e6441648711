package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.RolloutRequest;
import dev.aurora.service.api.RolloutStatus;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.service.rollout.PolicyRevision;
import dev.aurora.service.rollout.RolloutPreview;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutAnswer;
import dev.aurora.workflows.rollout.RolloutView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code aurora rollout}: which stage new executions take, on every service that runs here. */
@Command(
    name = "rollout",
    subcommands = RolloutBuildCommand.class,
    description = {
      "Say which stage new executions take, move it forward, or roll it back.",
      "Stages: baseline, week-one, week-two. A change covers new executions only: what runs keeps"
          + " what it recorded."
    },
    footer = {
      "",
      "Examples:",
      "  aurora rollout status",
      "  aurora rollout ramp 25 --reason \"a week without breaks\" --as ann",
      "  aurora rollout advance --reason \"ramp went well\" --as ann",
      "  aurora rollout rollback --reason \"orders are denied that should not be\" --as ann",
      "Without a service: AURORA_ROLLBACK=1 at its start."
    })
final class RolloutCommand implements Runnable {

  private static final Duration CALL = Duration.ofSeconds(10);
  private static final int HISTORY_SHOWN = 10;

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  RolloutCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: status, advance, ramp, rollback or build.");
  }

  /** Who asks, and why. */
  static final class Asked {
    @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.")
    private String reason = "";

    @Option(
        names = "--as",
        required = true,
        paramLabel = "P",
        description = "The person who answers for it, by P's token.")
    private String by = "";

    String reason() {
      return reason;
    }

    String by() {
      return by;
    }
  }

  /** Whose stage. */
  static final class Whose {
    @Option(names = "--account", paramLabel = "A", description = "This account alone.")
    private @Nullable String account;

    @Option(names = "--strategy", paramLabel = "S", description = "This strategy alone.")
    private @Nullable String strategy;
  }

  @Command(
      name = "status",
      description = "Say which stage new executions take. Exits 1 when it is rolled back.")
  int status() {
    Map<String, RolloutStatus> all = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      all.put(service.home(), new ApiClient(service, CALL).get("/v1/rollout", RolloutStatus.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(all);
    } else {
      all.forEach(this::show);
    }
    return all.values().stream().anyMatch(at -> at.variable() || at.policy().rollback())
        ? ExitCode.NO
        : ExitCode.DONE;
  }

  @Command(name = "advance", description = "One stage forward; after a rollback from the baseline.")
  int advance(@Mixin Asked asked, @Mixin Whose whose) {
    return change(RolloutAction.ADVANCE, null, asked, whose);
  }

  @Command(
      name = "ramp",
      description = "Let a share of new executions take the next stage; 0 takes none.")
  int ramp(
      @Parameters(paramLabel = "PERCENT", description = "A whole number from 0 to 100.")
          int percent,
      @Mixin Asked asked,
      @Mixin Whose whose) {
    if (percent < 0 || percent > 100) {
      throw new UsageError(
          new Problem(
              "percent",
              "This is no share.",
              Integer.toString(percent),
              "a whole number from 0 to 100",
              "Correct it; nothing was changed."));
    }
    return change(RolloutAction.RAMP, percent, asked, whose);
  }

  @Command(
      name = "rollback",
      description = {
        "Take new executions back: to the baseline in SHADOW and PAPER, to the last good stage in"
            + " LIVE.",
        "It lifts no kill and sends nothing again; younger rules go on in MONITOR."
      })
  int rollback(@Mixin Asked asked) {
    return change(RolloutAction.ROLLBACK, null, asked, new Whose());
  }

  private int change(RolloutAction action, @Nullable Integer percent, Asked asked, Whose whose) {
    RolloutRequest request =
        new RolloutRequest(
            "cli/" + UUID.randomUUID(), asked.reason, percent, whose.account, whose.strategy);
    List<RolloutAnswer> answers = new ArrayList<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      ApiClient api = new ActingAs(invocation).client(service, CALL, asked.by);
      tell(service, api, action, percent, whose);
      RolloutAnswer answer =
          api.post(
              "/v1/rollout:" + action.name().toLowerCase(Locale.ROOT),
              request,
              Duration.ZERO,
              RolloutAnswer.class);
      answers.add(answer);
      invocation.output().line("  done: " + answer.detail());
    }
    if (invocation.output().json()) {
      invocation.output().document(answers);
    }
    return ExitCode.DONE;
  }

  /** Before it is done; what a machine reads stays clean. */
  private void tell(
      ServiceRecord service,
      ApiClient api,
      RolloutAction action,
      @Nullable Integer percent,
      Whose whose) {
    String query =
        "?action="
            + action
            + "&percent="
            + (percent == null ? 0 : percent)
            + parameter("account", whose.account)
            + parameter("strategy", whose.strategy);
    RolloutPreview preview = api.get("/v1/rollout/preview" + query, RolloutPreview.class);
    Output output = invocation.output();
    output.line(service.home() + ": " + stands(preview.now()));
    preview.sentences().forEach(sentence -> output.line("  " + sentence));
    rules("go to MONITOR, so that they record and no longer deny", preview.lifted());
    rules("bind again", preview.binding());
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private void rules(String what, List<String> controls) {
    if (!controls.isEmpty()) {
      invocation
          .output()
          .line("  %d rules %s: %s".formatted(controls.size(), what, String.join(", ", controls)));
    }
  }

  private void show(String home, RolloutStatus status) {
    Output output = invocation.output();
    output.line(home + ": " + stands(status.policy()));
    if (status.variable()) {
      output.line("  this service runs with AURORA_ROLLBACK: its new executions take baseline");
    }
    status
        .policy()
        .rows()
        .forEach(
            row ->
                output.line(
                    "  %s, %s: %s, %d %% of the stage after it"
                        .formatted(
                            row.account() == null ? "every account" : row.account(),
                            row.strategy() == null ? "every strategy" : row.strategy(),
                            row.stage().word(),
                            row.rampPercent())));
    if (!status.monitoring().isEmpty()) {
      output.line("  only monitoring: " + String.join(", ", status.monitoring()));
    }
    status
        .watched()
        .readings()
        .forEach(
            reading ->
                output.line((reading.red() ? "  RED  " : "  watched: ") + reading.sentence()));
    status.history().stream().limit(HISTORY_SHOWN).forEach(this::show);
  }

  private void show(PolicyRevision revision) {
    invocation
        .output()
        .line(
            "  %d  %s  %s to %s, ramp %d %%, by %s (%s): %s"
                .formatted(
                    revision.revision(),
                    revision.at(),
                    revision.action(),
                    revision.stage().word(),
                    revision.rampPercent(),
                    revision.by(),
                    revision.source(),
                    revision.reason()));
  }

  /** Which stage new executions take; `aurora status` says it too. */
  static String stands(RolloutView view) {
    return "new executions take %s%s%s (revision %d)"
        .formatted(
            view.stage().word(),
            view.rampPercent() == 0 ? "" : ", " + view.rampPercent() + " % the stage after it",
            view.rollback() ? ", ROLLED BACK" : "",
            view.revision());
  }
}
