package dev.aurora.rules.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.rules.cases.CasesFile.FaultException;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a case expects, strictly; an order is approved or denied, an event clear or tripped, a
 * candidate go or no-go.
 */
final class ExpectationReader {

  private static final Set<String> OF_ORDERS =
      Set.of("verdict", "consequence", "reducer", "breaches", "monitored", "utilisation");
  private static final Set<String> OF_EVENTS =
      Set.of("verdict", "consequence", "breaches", "monitored", "judged", "utilisation");

  private static final Set<String> OF_CANDIDATES =
      Set.of("verdict", "consequence", "breaches", "monitored", "utilisation");

  private final FactsLine.Readable facts;

  ExpectationReader(FactsLine.Readable facts) {
    this.facts = facts;
  }

  private Set<String> keys() {
    return switch (facts) {
      case FactsLine.OrderLine order -> OF_ORDERS;
      case FactsLine.EventLine event -> OF_EVENTS;
      case FactsLine.PromotionLine promotion -> OF_CANDIDATES;
    };
  }

  private List<String> verdicts() {
    return switch (facts) {
      case FactsLine.OrderLine order -> List.of(Answer.APPROVED, Answer.DENIED);
      case FactsLine.EventLine event -> List.of(Answer.CLEAR, Answer.TRIPPED);
      case FactsLine.PromotionLine promotion -> List.of(Answer.GO, Answer.NO_GO);
    };
  }

  private String whose() {
    return switch (facts) {
      case FactsLine.OrderLine order -> "an order";
      case FactsLine.EventLine event -> "an event";
      case FactsLine.PromotionLine promotion -> "a candidate";
    };
  }

  private List<String> breachKeys() {
    return facts instanceof FactsLine.EventLine ? BreachKeys.OF_EVENTS : BreachKeys.OF_ORDERS;
  }

  Expectation read(@Nullable JsonNode node) throws FaultException {
    if (node == null) {
      throw new FaultException("it expects nothing");
    }
    if (node.isTextual()) {
      String word = verdict(node.asText());
      // Where nothing is enforced the list is known.
      boolean clean = verdicts().getFirst().equals(word);
      return new Expectation(word, null, null, clean ? List.of() : null, null, null, null);
    }
    CasesFile.knownKeys(node, keys(), "expect");
    if (!node.has("verdict")) {
      throw new FaultException("expect names no verdict");
    }
    return new Expectation(
        verdict(node.get("verdict").asText()),
        consequence(node.path("consequence").asText(null)),
        node.has("reducer") ? node.get("reducer").asBoolean() : null,
        breaches(node.get("breaches")),
        breaches(node.get("monitored")),
        judged(node.get("judged")),
        utilisation(node.get("utilisation")));
  }

  private String verdict(String word) throws FaultException {
    List<String> known = verdicts();
    if (!known.contains(word)) {
      throw new FaultException(
          "a verdict is %s of %s, not %s".formatted(String.join(" or ", known), whose(), word));
    }
    return word;
  }

  private static @Nullable Consequence consequence(@Nullable String name) throws FaultException {
    if (name == null) {
      return null;
    }
    try {
      return Consequence.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new FaultException("there is no consequence " + name);
    }
  }

  private @Nullable List<Map<String, String>> breaches(@Nullable JsonNode list)
      throws FaultException {
    if (list == null) {
      return null;
    }
    if (!list.isArray()) {
      throw new FaultException("breaches and monitored are lists");
    }
    Set<String> known = Set.copyOf(breachKeys());
    List<Map<String, String>> breaches = new ArrayList<>();
    for (JsonNode node : list) {
      CasesFile.knownKeys(node, known, "a breach");
      Map<String, String> keys = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        keys.put(entry.getKey(), text(entry.getValue()));
      }
      breaches.add(keys);
    }
    return breaches;
  }

  private static @Nullable List<String> judged(@Nullable JsonNode list) throws FaultException {
    if (list == null) {
      return null;
    }
    List<String> breakers = new ArrayList<>();
    for (JsonNode node : list) {
      if (!Catalogue.BREAKERS.contains(node.asText())) {
        throw new FaultException("judged: there is no breaker " + node.asText());
      }
      breakers.add(node.asText());
    }
    return breakers;
  }

  private static @Nullable Map<String, String> utilisation(@Nullable JsonNode node)
      throws FaultException {
    if (node == null) {
      return null;
    }
    Map<String, String> shares = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (LimitName.ofWord(entry.getKey()).isEmpty()) {
        throw new FaultException("utilisation: there is no limit " + entry.getKey());
      }
      shares.put(entry.getKey(), text(entry.getValue()));
    }
    return shares;
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "none";
    }
    if (!value.isArray()) {
      return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
    List<String> parts = new ArrayList<>();
    value.forEach(part -> parts.add(part.asText()));
    return String.join(", ", parts);
  }
}
