package dev.aurora.workflows.rollout;

import dev.aurora.rules.fact.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Markdown that an operator reads on the rollout's page in the Temporal web UI. */
final class RolloutDetails {

  private static final int SHOWN_MAX = 10;

  private RolloutDetails() {}

  static String of(
      RolloutView view,
      List<RolloutAnswer> answered,
      @Nullable BuildView builds,
      @Nullable WatchReport watched) {
    StringBuilder text = new StringBuilder(stands(view)).append("\n\n");
    view.rows().forEach(row -> text.append(row(row)));
    text.append("Revision ")
        .append(view.revision())
        .append(", by ")
        .append(cell(view.by()))
        .append(": ")
        .append(cell(view.reason()))
        .append(
            "\n\nA change covers new executions only: it lifts no kill and sends nothing again.");
    if (builds != null) {
      text.append("\n\n").append(builds(builds));
    }
    if (watched != null) {
      watched
          .readings()
          .forEach(reading -> text.append("\n\nRamp watched: ").append(cell(reading.sentence())));
    }
    if (!answered.isEmpty()) {
      text.append("\n\n| asked | what became of it |\n|---|---|\n");
      answered.reversed().stream()
          .limit(SHOWN_MAX)
          .forEach(
              answer ->
                  text.append("| ")
                      .append(cell(answer.commandId()))
                      .append(" | ")
                      .append(answer.done() ? "" : "**refused** ")
                      .append(cell(answer.detail()))
                      .append(" |\n"));
    }
    return text.toString();
  }

  private static String stands(RolloutView view) {
    String stage = "New executions take **" + view.stage().word() + "**";
    if (view.rollback()) {
      Stage live = view.liveStage();
      return "**Rolled back.** "
          + stage
          + "; in LIVE "
          + (live == null ? "**no openers**: no stage is good" : "**" + live.word() + "**")
          + ".";
    }
    return view.rampPercent() == 0
        ? stage + "."
        : stage + ", **" + view.rampPercent() + " %** of them the stage after it.";
  }

  private static String builds(BuildView view) {
    StringBuilder text =
        new StringBuilder(
            view.current() == null
                ? "**No build is current: new executions wait.**"
                : "New executions take build **" + view.current() + "**");
    if (view.ramping() != null) {
      text.append(", **").append(view.percent()).append(" %** build ").append(view.ramping());
    }
    view.alarms().forEach(alarm -> text.append("\n\n**ALARM** ").append(cell(alarm)));
    return text.toString();
  }

  private static String row(RolloutView.Row row) {
    return "- "
        + (row.account() == null ? "every account" : cell(row.account()))
        + ", "
        + (row.strategy() == null ? "every strategy" : cell(row.strategy()))
        + ": "
        + row.stage().word()
        + ", "
        + row.rampPercent()
        + " % of the stage after it\n\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
