package dev.aurora.workflows.rollout;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of the rollout. The same {@code commandId} twice is one change.
 *
 * @param percent share of the next stage in percent, from 0 to 100; 0 for other actions than RAMP
 * @param account changes this account's rows alone; null = all accounts
 * @param strategy changes this strategy's rows alone; null = all strategies
 * @param by who, as far as is known
 * @param source what carried it: {@code temporal}, {@code api}, {@code environment}
 */
public record RolloutCommand(
    String commandId,
    RolloutAction action,
    int percent,
    @Nullable String account,
    @Nullable String strategy,
    String by,
    String reason,
    String source) {

  public RolloutCommand {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(source, "source");
  }
}
