package dev.aurora.workflows.ruleset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Markdown that an operator reads on the page of a release in the Temporal web UI. */
final class RuleReleasePage {

  private RuleReleasePage() {}

  static String of(
      RuleReleaseInput input,
      RuleReleaseState state,
      @Nullable Instant until,
      List<String> workers) {
    StringBuilder text =
        new StringBuilder("**")
            .append(state.stage())
            .append("**: ")
            .append(cell(state.detail()))
            .append("\n\nProposed by ")
            .append(cell(input.proposedBy()))
            .append(": ")
            .append(cell(input.reason()))
            .append("\n\nVerdicts name it `")
            .append(input.ruleSet())
            .append("`.\n\n");
    if (until != null) {
      text.append("It ends by itself at **").append(until).append("**.\n\n");
    }
    section(text, "Shown of it", state.proofs());
    section(text, "Workers", workers);
    section(
        text,
        "Asked of it",
        state.answered().reversed().stream()
            .map(answer -> answer.outcome() + ": " + answer.detail())
            .toList());
    return text.toString();
  }

  private static void section(StringBuilder text, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(title).append("\n\n");
      lines.forEach(line -> text.append("- ").append(cell(line)).append('\n'));
      text.append('\n');
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
