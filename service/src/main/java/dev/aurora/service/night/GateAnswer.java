package dev.aurora.service.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.gate.GateVerdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a process that judged with one gate left behind. Only an answer that is whole, of that gate,
 * and does not contradict itself is a verdict; everything else is red, with the reason why.
 *
 * @param exit its exit code
 * @param text of its standard output, or of its errors when there is none
 */
public record GateAnswer(int exit, String text) {

  private static final int GREEN = 0;
  private static final int RED = 1;
  private static final double NANOS_OF_MILLI = 1_000_000.0;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The verdict of the gate that was asked for. */
  public GateVerdict verdict(String level, String gate) {
    if (exit != GREEN && exit != RED) {
      return unjudged(level, gate, "it ended with " + exit + ": " + text);
    }
    try {
      JsonNode answer = JSON.readTree(text);
      if (!answer.isArray() || answer.size() != 1) {
        throw new IOException("expected one verdict of " + gate + ", not " + text);
      }
      return verdict(answer.get(0), level, gate);
    } catch (JsonProcessingException e) {
      return unjudged(level, gate, "its answer can't be read: " + e.getOriginalMessage());
    } catch (IOException | IllegalArgumentException e) {
      return unjudged(level, gate, String.valueOf(e.getMessage()));
    }
  }

  /** A gate that can't be judged has not seen that all is well. */
  static GateVerdict unjudged(String level, String gate, String why) {
    return new GateVerdict(
        gate, level, false, List.of("can't be judged: " + why), Map.of(), Duration.ZERO, "");
  }

  private GateVerdict verdict(JsonNode json, String level, String gate) throws IOException {
    if (!json.path("gate").asText().equals(gate)
        || !json.path("level").asText().equalsIgnoreCase(level)) {
      throw new IOException("expected a verdict of %s (%s), not %s".formatted(gate, level, json));
    }
    if (!json.path("reasons").isArray() || !json.path("evidence").isObject()) {
      throw new IOException("it gives no reasons or no evidence: " + json);
    }
    GateVerdict verdict =
        new GateVerdict(
            gate,
            json.path("level").asText(),
            isGreen(json.path("verdict").asText()),
            JSON.convertValue(json.path("reasons"), new TypeReference<List<String>>() {}),
            JSON.convertValue(json.path("evidence"), new TypeReference<Map<String, Object>>() {}),
            Duration.ofNanos((long) (json.path("durationMs").asDouble() * NANOS_OF_MILLI)),
            json.path("inputDigest").asText());
    if (verdict.green() != (exit == GREEN)) {
      throw new IOException("it contradicts itself: it ended with " + exit + " and said " + json);
    }
    if (verdict.green() && verdict.inputDigest().isEmpty()) {
      throw new IOException("it does not say what it judged: " + json);
    }
    return verdict;
  }

  private static boolean isGreen(String verdict) throws IOException {
    return switch (verdict) {
      case "green" -> true;
      case "red" -> false;
      default -> throw new IOException("'" + verdict + "' is no verdict");
    };
  }
}
