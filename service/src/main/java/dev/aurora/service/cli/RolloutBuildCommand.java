package dev.aurora.service.cli;

import dev.aurora.service.api.ApiClient;
import dev.aurora.service.api.BuildPreview;
import dev.aurora.service.api.BuildRequest;
import dev.aurora.service.api.BuildStatus;
import dev.aurora.service.build.BuildChange;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import dev.aurora.service.process.ServiceRecord;
import dev.aurora.workflows.rollout.BuildAction;
import dev.aurora.workflows.rollout.BuildAnswer;
import dev.aurora.workflows.rollout.BuildView;
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

/** {@code aurora rollout build}: which build of the program new executions take. */
@Command(
    name = "build",
    description = {
      "Say which build of the program new executions take, and move them.",
      "A build is a version of the Worker Deployment. What runs stays on the build that it began"
          + " on, which is kept and served until nothing runs on it. After an upgrade new"
          + " executions stay on the build before until you move them."
    },
    footer = {
      "",
      "Examples:",
      "  aurora rollout build status",
      "  aurora rollout build ramp 25 --reason \"first share of the new build\" --as olga",
      "  aurora rollout build advance --reason \"ramp went well\" --as olga",
      "  aurora rollout build rollback --reason \"runs of the new build hang\" --as olga"
    })
final class RolloutBuildCommand implements Runnable {

  /** The server answers when all of it routes by the change. */
  private static final Duration CALL = Duration.ofSeconds(40);

  private static final int HISTORY_SHOWN = 10;

  private final Invocation invocation;

  @Spec private CommandSpec spec = CommandSpec.create();

  RolloutBuildCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Missing command: status, advance, ramp or rollback.");
  }

  /** Which build. */
  static final class Which {
    @Option(
        names = "--build",
        paramLabel = "ID",
        description = "As status shows it; without it the one that ramps, else the service's own.")
    private @Nullable String build;
  }

  @Command(
      name = "status",
      description = "Say which builds there are. Exits 1 when work of one is done by nobody.")
  int status() {
    Map<String, BuildStatus> all = new LinkedHashMap<>();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      all.put(service.home(), new ApiClient(service, CALL).get("/v1/builds", BuildStatus.class));
    }
    if (invocation.output().json()) {
      invocation.output().document(all);
    } else {
      all.forEach(this::show);
    }
    return all.values().stream().allMatch(status -> status.alarms().isEmpty())
        ? ExitCode.DONE
        : ExitCode.NO;
  }

  @Command(
      name = "advance",
      description = "All new executions take the build. Refused when no worker of it lives.")
  int advance(@Mixin RolloutCommand.Asked asked, @Mixin Which which) {
    return change(BuildAction.ADVANCE, null, asked, which.build);
  }

  @Command(
      name = "ramp",
      description =
          "Let a share of new executions take the build; 0 takes none, and ends the ramp.")
  int ramp(
      @Parameters(paramLabel = "PERCENT", description = "A whole number from 0 to 100.")
          int percent,
      @Mixin RolloutCommand.Asked asked,
      @Mixin Which which) {
    if (percent < 0 || percent > 100) {
      throw new UsageError(
          new Problem(
              "percent",
              "This is no share.",
              Integer.toString(percent),
              "a whole number from 0 to 100",
              "Correct it; nothing was changed."));
    }
    return change(BuildAction.RAMP, percent, asked, which.build);
  }

  @Command(
      name = "rollback",
      description = "End a ramp; when none is on, make the build before current again.")
  int rollback(@Mixin RolloutCommand.Asked asked) {
    return change(BuildAction.ROLLBACK, null, asked, null);
  }

  private int change(
      BuildAction action,
      @Nullable Integer percent,
      RolloutCommand.Asked asked,
      @Nullable String build) {
    BuildRequest request =
        new BuildRequest("cli/" + UUID.randomUUID(), asked.reason(), percent, build);
    List<BuildAnswer> answers = new ArrayList<>();
    Output output = invocation.output();
    for (ServiceRecord service : new Installation(invocation).requireRunningServices()) {
      ApiClient api = new ActingAs(invocation).client(service, CALL, asked.by());
      String query =
          "?action="
              + action
              + "&percent="
              + (percent == null ? 0 : percent)
              + (build == null ? "" : "&build=" + URLEncoder.encode(build, StandardCharsets.UTF_8));
      output.line(service.home() + ":");
      api.get("/v1/builds/preview" + query, BuildPreview.class)
          .sentences()
          .forEach(sentence -> output.line("  " + sentence));
      BuildAnswer answer =
          api.post(
              "/v1/builds/" + action.name().toLowerCase(Locale.ROOT),
              request,
              Duration.ZERO,
              BuildAnswer.class);
      answers.add(answer);
      output.line("  done: " + answer.detail());
    }
    if (output.json()) {
      output.document(answers);
    }
    return ExitCode.DONE;
  }

  private void show(String home, BuildStatus status) {
    Output output = invocation.output();
    output.line(home + ": " + sentence(status.builds()));
    status.alarms().forEach(alarm -> output.line("  ALARM  " + alarm));
    for (BuildView.Row row : status.builds().builds()) {
      output.line(
          "  %s  %s, %s, %s, %d running%s"
              .formatted(
                  row.build(),
                  row.status(),
                  row.alive() ? "served" : "served by nobody",
                  row.kept() ? "kept" : "not kept here",
                  row.running(),
                  row.build().equals(status.builds().own()) ? ", this service's own" : ""));
    }
    status.history().stream().limit(HISTORY_SHOWN).forEach(this::show);
  }

  private void show(BuildChange row) {
    invocation
        .output()
        .line(
            "  %d  %s  %s %s%s, by %s (%s): %s"
                .formatted(
                    row.revision(),
                    row.at(),
                    row.action(),
                    row.phase(),
                    row.detail().isEmpty() ? "" : " (" + row.detail() + ")",
                    row.by(),
                    row.source(),
                    row.reason()));
  }

  /** Which build new executions take; `aurora status` says it too. */
  static String sentence(BuildView view) {
    String text =
        view.current() == null
            ? "no build is current, so new executions wait"
            : "new executions take build " + view.current();
    if (view.ramping() != null) {
      text += ", " + view.percent() + " % of them build " + view.ramping();
    }
    if (!view.own().equals(view.current()) && !view.own().equals(view.ramping())) {
      text +=
          "; this service is build "
              + view.own()
              + ": `aurora rollout build advance` moves them to it";
    }
    return text
        + "; %d builds kept, %.1f MB"
            .formatted(
                view.builds().stream().filter(BuildView.Row::kept).count(), view.bytes() / 1e6);
  }
}
