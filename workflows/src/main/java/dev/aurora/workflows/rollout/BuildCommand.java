package dev.aurora.workflows.rollout;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of the build that new executions take. The same {@code commandId} twice is one change.
 *
 * @param build which; null = the one that ramps, else the one of the service that is asked
 * @param percent share in percent, from 0 to 100; 0 for other actions than RAMP
 * @param by who, as far as is known
 * @param source what carried it: {@code temporal}, {@code api}, {@code metrics}
 */
public record BuildCommand(
    String commandId,
    BuildAction action,
    @Nullable String build,
    int percent,
    String by,
    String reason,
    String source) {

  public BuildCommand {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(source, "source");
  }
}
