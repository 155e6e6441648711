package dev.aurora.rules.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.rules.fact.breaker.BreakerCheck;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of tests, each with what its kind has to carry and clear as it stands, with single values
 * changed by their JSON paths. Immutable.
 */
public final class SampleEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> SECTIONS =
      Map.of(
          "activity", "{\"denialsWindow\":0,\"brokerRejectsWindow\":0}",
          "account",
              "{\"equity\":\"1000000\",\"equityAtOpen\":\"1000000\",\"equityPeak\":\"1000000\"}",
          "fill", "{\"side\":\"BUY\",\"price\":\"100\",\"referencePrice\":\"100\"}",
          "run",
              "{\"failedDataSanityInARow\":0,\"overLatencyBudgetInARow\":0,\"latencyMillis\":\"40\"}",
          "broker", "{\"lastHeartbeatAt\":\"2025-03-03T14:59:59Z\",\"oldestUnknownSince\":null}",
          "books", "{\"mismatchConfirmed\":false}");

  private final ObjectNode json;

  private SampleEvents(ObjectNode json) {
    this.json = json;
  }

  /** An event of that kind by strategy {@code sample} in account PAPER-1. */
  public static SampleEvents of(EventKind kind) {
    SampleEvents bare =
        new SampleEvents(
            parse(
                """
                {"id":"event-1","now":"2025-03-03T15:00:00Z",
                 "event":{"kind":"%s","account":"PAPER-1","strategy":"sample","symbol":"AAPL",
                  "venue":"PAPER","modelVersion":"m-1"},
                 "session":{"phase":"OPEN"},"control":{"stage":"week-two","mode":"PAPER"}}
                """
                    .formatted(kind)));
    return switch (kind) {
      case ORDER -> bare.carrying("activity").carrying("account");
      case REJECT -> bare.carrying("activity");
      case FILL -> bare.carrying("fill").carrying("account");
      case HEARTBEAT -> bare.carrying("broker");
      case RUN_END -> bare.carrying("run").carrying("account");
      case RECONCILIATION -> bare.carrying("books").carrying("account");
    };
  }

  /** The same event with a section that its kind needn't carry. */
  public SampleEvents carrying(String section) {
    ObjectNode copy = json.deepCopy();
    copy.set(section, parse(SECTIONS.get(section)));
    return new SampleEvents(copy);
  }

  /** The same event with one value changed; null = missing. */
  public SampleEvents with(String path, @Nullable Object value) {
    ObjectNode copy = json.deepCopy();
    ObjectNode owner = copy;
    String[] keys = path.split("\\.");
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode inner = owner.get(keys[i]);
      owner = inner instanceof ObjectNode section ? section : owner.putObject(keys[i]);
    }
    owner.set(keys[keys.length - 1], JSON.valueToTree(value));
    return new SampleEvents(copy);
  }

  /** One line of JSON. */
  public String line() {
    return json.toString();
  }

  public BreakerFacts facts() {
    return switch (new FactsReader().read(line())) {
      case FactsLine.EventLine event -> event.facts();
      case FactsLine.OrderLine order -> throw new IllegalArgumentException("no event: " + order);
      case FactsLine.PromotionLine promotion ->
          throw new IllegalArgumentException("no event: " + promotion);
      case FactsLine.Unreadable fault -> throw new IllegalArgumentException(fault.message());
    };
  }

  /** The check of this event under the shipped firm limits. */
  public BreakerCheck check() {
    return new BreakerCheck(facts(), SampleFacts.shippedLimits());
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
