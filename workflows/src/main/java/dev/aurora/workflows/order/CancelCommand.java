package dev.aurora.workflows.order;

import java.util.Objects;

/**
 * A person or a workflow wants an order taken back.
 *
 * @param commandId the same command, told twice, is one
 * @param by who
 * @param reason why, one sentence
 */
public record CancelCommand(String commandId, String by, String reason) {

  public CancelCommand {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
  }
}
