package dev.aurora.workflows.rollout;

import dev.aurora.workflows.SignalPayload;
import io.temporal.common.converter.RawValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator asked of the rollout. It never throws; a payload that leaves open who asks
 * and why is refused, since every change here moves protection.
 */
final class RolloutPayload {

  private static final String SOURCE = "temporal";
  private static final String NOBODY = "it must say who asks and why: {\"by\": .., \"reason\": ..}";
  private static final String NO_PERCENT = "a ramp names its percent, a whole number from 0 to 100";

  private RolloutPayload() {}

  /**
   * What was read.
   *
   * @param commandId as given, else {@code fallbackId}
   * @param command null when it is refused
   * @param refusal why; empty when it is not
   */
  record Told(String commandId, @Nullable RolloutCommand command, String refusal) {}

  /**
   * @param fallbackId command id when the payload names none; deterministic in a workflow
   */
  static Told read(RolloutAction action, @Nullable RawValue value, String fallbackId) {
    SignalPayload payload = SignalPayload.read(value);
    String id = payload.text("commandId").orElse(fallbackId);
    Optional<String> by = payload.text("by");
    Optional<String> reason = payload.text("reason");
    if (payload.form() != SignalPayload.Form.OBJECT || by.isEmpty() || reason.isEmpty()) {
      return refused(id, NOBODY);
    }
    Optional<Integer> percent = action == RolloutAction.RAMP ? percent(payload) : Optional.of(0);
    if (percent.isEmpty()) {
      return refused(id, NO_PERCENT);
    }
    RolloutCommand command =
        new RolloutCommand(
            id,
            action,
            percent.orElseThrow(),
            payload.text("account").orElse(null),
            payload.text("strategy").orElse(null),
            by.orElseThrow(),
            reason.orElseThrow(),
            SOURCE);
    return new Told(id, command, "");
  }

  /**
   * What was read of a change of the build.
   *
   * @param command null when it is refused
   * @param refusal why; empty when it is not
   */
  record BuildTold(String commandId, @Nullable BuildCommand command, String refusal) {}

  /** The same for builds. */
  static BuildTold read(BuildAction action, @Nullable RawValue value, String fallbackId) {
    SignalPayload payload = SignalPayload.read(value);
    String id = payload.text("commandId").orElse(fallbackId);
    Optional<String> by = payload.text("by");
    Optional<String> reason = payload.text("reason");
    if (payload.form() != SignalPayload.Form.OBJECT || by.isEmpty() || reason.isEmpty()) {
      return new BuildTold(id, null, NOBODY);
    }
    Optional<Integer> percent = action == BuildAction.RAMP ? percent(payload) : Optional.of(0);
    if (percent.isEmpty()) {
      return new BuildTold(id, null, NO_PERCENT);
    }
    BuildCommand command =
        new BuildCommand(
            id,
            action,
            payload.text("build").orElse(null),
            percent.orElseThrow(),
            by.orElseThrow(),
            reason.orElseThrow(),
            SOURCE);
    return new BuildTold(id, command, "");
  }

  private static Told refused(String id, String why) {
    return new Told(id, null, why);
  }

  private static Optional<Integer> percent(SignalPayload payload) {
    return payload
        .text("percent")
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .filter(percent -> percent <= 100);
  }
}
