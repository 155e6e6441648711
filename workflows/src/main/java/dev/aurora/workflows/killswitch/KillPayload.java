package dev.aurora.workflows.killswitch;

import dev.aurora.workflows.SignalPayload;
import io.temporal.common.converter.RawValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator put into an {@code engage} signal. It never throws and never answers "no
 * kill": what can't be read stops the firm, and says so in its reason. A signal is a signal,
 * whatever source it claims.
 */
final class KillPayload {

  private static final String SOURCE = "temporal-signal";

  private KillPayload() {}

  /**
   * @param fallbackId command id when the payload names none; deterministic in a workflow
   */
  static KillCommand read(@Nullable RawValue value, String fallbackId) {
    SignalPayload payload = SignalPayload.read(value);
    return switch (payload.form()) {
      case NONE -> firm(fallbackId, "signal without a payload");
      case UNREADABLE ->
          firm(fallbackId, "signal payload is no JSON object, so the firm is stopped");
      case OBJECT -> command(payload, fallbackId);
    };
  }

  private static KillCommand command(SignalPayload payload, String fallbackId) {
    StringBuilder reason = new StringBuilder(payload.text("reason").orElse("no reason given"));
    return new KillCommand(
        payload.text("commandId").orElse(fallbackId),
        scope(payload.text("scope").orElse(KillScope.FIRM), reason),
        level(payload.text("level").orElse(KillLevel.BLOCK.name()), reason),
        payload.text("by").orElse("unknown"),
        reason.toString(),
        SOURCE);
  }

  private static String scope(String text, StringBuilder reason) {
    if (KillScope.isKnown(text)) {
      return text;
    }
    reason.append(" (unknown scope '").append(text).append("', so the firm is stopped)");
    return KillScope.FIRM;
  }

  private static KillLevel level(String text, StringBuilder reason) {
    for (KillLevel level : KillLevel.values()) {
      if (level.name().equals(text)) {
        return level;
      }
    }
    reason.append(" (unknown level '").append(text).append("', so BLOCK)");
    return KillLevel.BLOCK;
  }

  private static KillCommand firm(String commandId, String reason) {
    return new KillCommand(commandId, KillScope.FIRM, KillLevel.BLOCK, "unknown", reason, SOURCE);
  }
}
