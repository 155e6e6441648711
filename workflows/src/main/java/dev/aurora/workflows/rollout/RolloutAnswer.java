package dev.aurora.workflows.rollout;

import java.util.Objects;

/**
 * What became of a command.
 *
 * @param done whether the stage policy says now what was asked for; false = refused
 * @param detail one sentence for a person
 * @param view where the rollout stands
 */
public record RolloutAnswer(String commandId, boolean done, String detail, RolloutView view) {

  public RolloutAnswer {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(view, "view");
  }
}
