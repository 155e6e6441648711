package dev.aurora.workflows.killswitch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an operator put into an {@code engage} signal. It never throws and never answers "no
 * kill": what can't be read stops the firm, and says so in its reason.
 */
final class KillPayload {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOURCE = "temporal-signal";
  private static final int TEXT_MAX = 500;

  private KillPayload() {}

  /**
   * @param fallbackId command id when the payload names none; deterministic in a workflow
   */
  static KillCommand read(@Nullable RawValue value, String fallbackId) {
    Payload payload = value == null ? null : value.getPayload();
    if (payload == null || payload.getData().isEmpty()) {
      return firm(fallbackId, "signal without a payload");
    }
    try {
      JsonNode json = JSON.readTree(payload.getData().toByteArray());
      if (json.isNull()) {
        return firm(fallbackId, "signal without a payload");
      }
      return json.isObject()
          ? command(json, fallbackId)
          : firm(fallbackId, "signal payload is no JSON object, so the firm is stopped");
    } catch (IOException unreadable) {
      return firm(fallbackId, "signal payload is not readable, so the firm is stopped");
    }
  }

  private static KillCommand command(JsonNode json, String fallbackId) {
    StringBuilder reason = new StringBuilder(text(json, "reason", "no reason given"));
    return new KillCommand(
        text(json, "commandId", fallbackId),
        scope(text(json, "scope", KillScope.FIRM), reason),
        level(text(json, "level", KillLevel.BLOCK.name()), reason),
        text(json, "by", "unknown"),
        reason.toString(),
        text(json, "source", SOURCE));
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

  private static String text(JsonNode json, String field, String otherwise) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull() || value.asText().isBlank()) {
      return otherwise;
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }
}
