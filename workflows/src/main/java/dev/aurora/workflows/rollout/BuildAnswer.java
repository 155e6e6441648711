package dev.aurora.workflows.rollout;

import java.util.Objects;

/**
 * What became of a command.
 *
 * @param done whether the server routes now as was asked; false = refused, nothing was changed
 * @param detail one sentence for a person
 * @param view which builds executions take
 */
public record BuildAnswer(String commandId, boolean done, String detail, BuildView view) {

  public BuildAnswer {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(view, "view");
  }
}
