package dev.aurora.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person put into a signal, read without ever failing: whoever signals wants the thing done,
 * whatever became of the JSON.
 */
public final class SignalPayload {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TEXT_MAX = 500;

  private final JsonNode json;

  private SignalPayload(JsonNode json) {
    this.json = json;
  }

  /** What kind of payload came. */
  public enum Form {
    /** None, or null. */
    NONE,
    /** Something that is no JSON object. */
    UNREADABLE,
    OBJECT
  }

  /** Reads it; {@link #form()} says what came. */
  public static SignalPayload read(@Nullable RawValue value) {
    Payload payload = value == null ? null : value.getPayload();
    if (payload == null || payload.getData().isEmpty()) {
      return new SignalPayload(JSON.nullNode());
    }
    try {
      return new SignalPayload(JSON.readTree(payload.getData().toByteArray()));
    } catch (IOException unreadable) {
      return new SignalPayload(JSON.missingNode());
    }
  }

  public Form form() {
    if (json.isNull()) {
      return Form.NONE;
    }
    return json.isObject() ? Form.OBJECT : Form.UNREADABLE;
  }

  /** Text of a field, cut at 500 characters; empty when it is not there, null or blank. */
  public Optional<String> text(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull() || value.asText().isBlank()) {
      return value != null && value.isContainerNode()
          ? Optional.of(cut(value.toString()))
          : Optional.empty();
    }
    return Optional.of(cut(value.asText()));
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
  }
}
