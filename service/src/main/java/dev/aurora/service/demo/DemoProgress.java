package dev.aurora.service.demo;

import dev.aurora.service.api.RunAnswer;
import dev.aurora.service.temporal.TemporalTarget;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** Tells a person on standard error what a demo is doing. */
public final class DemoProgress {

  private static final int LINE_EVERY = 5;

  private final Consumer<String> out;

  public DemoProgress(Consumer<String> out) {
    this.out = out;
  }

  void say(String line) {
    out.accept(line);
  }

  void start(
      DemoFolder folder,
      TemporalTarget target,
      boolean killedFromTheStart,
      List<LocalDate> sessions) {
    say(
        "Running "
            + sessions.size()
            + " sessions, "
            + sessions.get(0)
            + " to "
            + sessions.get(sessions.size() - 1));
    if (target.uiUrl() != null) {
      say("Watch it: " + target.uiUrl() + "/workflows");
    }
    say(
        "Stop it from another terminal: ./aurora kill engage --reason \"...\"\n"
            + "  or with Temporal's own CLI: temporal workflow signal --address "
            + target.address()
            + " --namespace "
            + target.namespace()
            + " --workflow-id "
            + folder.prefix()
            + "kill-switch --name engage");
    if (killedFromTheStart) {
      say("A kill is engaged: decisions are made, no order will reach the broker.");
    }
  }

  void session(int number, int of, LocalDate asOf, RunAnswer answer) {
    String line = "  session " + number + " of " + of + "  " + asOf;
    if (answer.killed() != null) {
      line += "  KILLED: " + answer.killed().reason();
    }
    if (number % LINE_EVERY == 0 || number == of || answer.killed() != null) {
      say(line);
    }
  }
}
