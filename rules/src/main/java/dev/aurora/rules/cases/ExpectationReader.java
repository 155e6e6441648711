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
 * Reads what a case expects, strictly; an order is approved or denied, an event clear or tripped.
 */
final class ExpectationReader {

  private static final Set<String> OF_ORDERS =
      Set.of("verdict", "consequence", "reducer", "breaches", "monitored", "utilisation");
  private static final Set<String> OF_EVENTS =
      Set.of("verdict", "consequence", "breaches", "monitored", "judged", "utilisation");

  private final boolean isOrder;

  ExpectationReader(FactsLine.Readable facts) {
    this.isOrder = facts instanceof FactsLine.OrderLine;
  }

  Expectation read(@Nullable JsonNode node) throws FaultException {
    if (node == null) {
      throw new FaultException("it expects nothing");
    }
    if (node.isTextual()) {
      String word = verdict(node.asText());
      // Where nothing is enforced the list is known.
      boolean clean = word.equals(Answer.APPROVED) || word.equals(Answer.CLEAR);
      return new Expectation(word, null, null, clean ? List.of() : null, null, null, null);
    }
    CasesFile.knownKeys(node, isOrder ? OF_ORDERS : OF_EVENTS, "expect");
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
    List<String> known =
        isOrder ? List.of(Answer.APPROVED, Answer.DENIED) : List.of(Answer.CLEAR, Answer.TRIPPED);
    if (!known.contains(word)) {
      throw new FaultException(
          "a verdict is %s of %s, not %s"
              .formatted(String.join(" or ", known), isOrder ? "an order" : "an event", word));
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
    Set<String> known = Set.copyOf(isOrder ? BreachKeys.OF_ORDERS : BreachKeys.OF_EVENTS);
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
