package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * One engagement of the kill switch. The same {@code commandId} twice is one kill.
 *
 * @param scope {@code firm}, {@code account:<id>}, ... ; shipped operators' default {@code firm}
 * @param by who, as far as is known
 * @param source what carried it: {@code temporal-signal}, {@code cli}, {@code http}, ...
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KillCommand(
    String commandId, String scope, KillLevel level, String by, String reason, String source) {

  public KillCommand {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(source, "source");
  }
}
