package dev.aurora.workflows.killswitch;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the web UI shows of the kill switch, in Markdown: who, when, why, and what is still open.
 * Cut, since Temporal refuses long texts; what was left out is counted. Pure.
 */
record KillSwitchPage(KillSwitchState known) {

  private static final int ROWS_MAX = 30;
  private static final int CELL_MAX = 200;
  private static final int TEXT_MAX = 16_000;

  /** Whether a kill stops even reducers, as far as is known here. */
  boolean stopsSomething() {
    return known.kills().stream().anyMatch(kill -> kill.stage().stopsEverything())
        || notReadYet().findAny().isPresent();
  }

  /** One word for the list of workflows. */
  String word() {
    if (stopsSomething()) {
      return "ENGAGED";
    }
    return known.kills().stream().anyMatch(KillStand::inForce) ? "REDUCES" : "QUIET";
  }

  String text() {
    StringBuilder text = new StringBuilder(headline()).append('\n');
    table(text);
    known.kills().forEach(kill -> open(text, kill));
    steps(text);
    refusals(text);
    return cut(text.toString(), TEXT_MAX);
  }

  private String headline() {
    return switch (word()) {
      case "ENGAGED" -> "**Trading is stopped.**";
      case "REDUCES" -> "**Only reducers are sent.**";
      default -> "No kill is engaged.";
    };
  }

  /** Latched by a signal, and not yet read back from the books. */
  private Stream<KillCommand> notReadYet() {
    Set<String> read = known.kills().stream().map(KillStand::commandId).collect(Collectors.toSet());
    return known.engaged().stream().filter(kill -> !read.contains(kill.commandId()));
  }

  private void table(StringBuilder text) {
    List<String> rows =
        Stream.concat(
                notReadYet()
                    .map(
                        kill ->
                            row(
                                "LATCHED",
                                kill.scope(),
                                kill.level().name(),
                                "",
                                kill.by(),
                                kill.source(),
                                kill.reason(),
                                kill.commandId())),
                known.kills().stream()
                    .map(
                        kill ->
                            row(
                                kill.stage().name(),
                                kill.scope(),
                                kill.level().name(),
                                kill.since().toString(),
                                kill.by(),
                                kill.source(),
                                kill.reason(),
                                kill.commandId())))
            .toList();
    if (!rows.isEmpty()) {
      text.append('\n')
          .append(row("state", "scope", "level", "since", "by", "source", "reason", "id"));
      text.append("|---|---|---|---|---|---|---|---|\n");
      lines(text, rows);
    }
  }

  private static void open(StringBuilder text, KillStand kill) {
    if (kill.openOrders() > 0) {
      text.append(
          "\n%d orders may still fill (%s, %s):\n\n"
              .formatted(kill.openOrders(), kill.scope(), kill.commandId()));
      kill.open().forEach(order -> text.append("- ").append(cell(order)).append('\n'));
      if (kill.openOrders() > kill.open().size()) {
        text.append(
            "- and %d more: `aurora kill status` names them all\n"
                .formatted(kill.openOrders() - kill.open().size()));
      }
    }
  }

  private void steps(StringBuilder text) {
    List<String> steps =
        known.kills().stream()
            .flatMap(kill -> kill.steps().stream().map(step -> kill.commandId() + ": " + step))
            .map(step -> "- " + cell(step) + "\n")
            .toList();
    if (!steps.isEmpty()) {
      text.append("\nWhat persons did:\n\n");
      lines(text, steps);
    }
  }

  private void refusals(StringBuilder text) {
    if (!known.refused().isEmpty()) {
      text.append("\nRefused:\n\n");
      lines(
          text,
          known.refused().reversed().stream()
              .map(
                  refusal ->
                      "- %s, `%s` %s: %s\n"
                          .formatted(
                              refusal.at(),
                              refusal.update(),
                              cell(refusal.commandId()),
                              cell(refusal.why())))
              .toList());
    }
  }

  private static void lines(StringBuilder text, List<String> lines) {
    lines.stream().limit(ROWS_MAX).forEach(text::append);
    if (lines.size() > ROWS_MAX) {
      text.append("\nand %d more\n".formatted(lines.size() - ROWS_MAX));
    }
  }

  private static String row(String... cells) {
    return Stream.of(cells)
        .map(KillSwitchPage::cell)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(String text) {
    return cut(text.replace("|", "\\|").replace('\n', ' ').replace('\r', ' '), CELL_MAX);
  }

  private static String cut(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax - 1) + "…";
  }
}
