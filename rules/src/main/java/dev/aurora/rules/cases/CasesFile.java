package dev.aurora.rules.cases;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.verdict.Consequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of cases, strictly: a key that isn't known is a fault, because a misspelt
 * expectation would expect nothing.
 */
final class CasesFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  private static final Set<String> FILE_KEYS = Set.of("base", "cases");
  private static final Set<String> CASE_KEYS = Set.of("name", "base", "given", "expect");
  private static final Set<String> EXPECT_KEYS =
      Set.of("verdict", "consequence", "reducer", "breaches", "monitored");

  /** A fault of a case file, in words. */
  static final class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    FaultException(String message) {
      super(message, null, false, false);
    }
  }

  private final JsonNode bases;
  private final FactsReader facts = new FactsReader();

  /**
   * @param bases facts by name
   */
  CasesFile(JsonNode bases) {
    this.bases = bases;
  }

  static JsonNode yaml(String text) throws FaultException {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new FaultException(
          "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  /** All cases of a file; at least one. */
  List<PolicyCase> read(String control, String file, String text) throws FaultException {
    JsonNode root = yaml(text);
    knownKeys(root, FILE_KEYS, "the file");
    JsonNode cases = root.path("cases");
    if (!cases.isArray() || cases.isEmpty()) {
      throw new FaultException("the file has no cases");
    }
    List<PolicyCase> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : cases) {
      String name = node.path("name").asText("");
      if (name.isBlank() || !names.add(name)) {
        throw new FaultException("each case has a name of its own, not \"" + name + "\"");
      }
      try {
        read.add(policyCase(control, file, name, root.get("base"), node));
      } catch (FaultException e) {
        throw new FaultException("case \"" + name + "\": " + e.getMessage());
      }
    }
    return read;
  }

  private PolicyCase policyCase(
      String control, String file, String name, @Nullable JsonNode fileBase, JsonNode node)
      throws FaultException {
    knownKeys(node, CASE_KEYS, "the case");
    JsonNode baseName = node.has("base") ? node.get("base") : fileBase;
    JsonNode base = baseName == null ? null : bases.get(baseName.asText());
    if (!(base instanceof ObjectNode named)) {
      throw new FaultException(
          baseName == null ? "it has no base" : "there is no base " + baseName.asText());
    }
    ObjectNode given = named.deepCopy();
    JsonNode overrides = node.path("given");
    for (Map.Entry<String, JsonNode> entry : overrides.properties()) {
      override(given, entry.getKey(), entry.getValue());
    }
    if (!given.has("id")) {
      given.put("id", name);
    }
    return switch (facts.read(given.toString())) {
      case FactsLine.OrderLine order ->
          new PolicyCase(control, file, name, order.facts(), expectation(node.get("expect")));
      case FactsLine.Unreadable bad -> throw new FaultException(bad.message());
    };
  }

  /** A path that doesn't exist yet makes its sections; null removes, which means missing. */
  private static void override(ObjectNode facts, String path, JsonNode value)
      throws FaultException {
    String[] keys = path.split("\\.");
    ObjectNode section = facts;
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode inner = section.get(keys[i]);
      if (inner == null || inner.isNull()) {
        inner = section.putObject(keys[i]);
      }
      if (!(inner instanceof ObjectNode object)) {
        throw new FaultException("given." + path + ": " + keys[i] + " holds no further keys");
      }
      section = object;
    }
    section.set(keys[keys.length - 1], value);
  }

  private static Expectation expectation(@Nullable JsonNode node) throws FaultException {
    if (node == null) {
      throw new FaultException("it expects nothing");
    }
    if (node.isTextual()) {
      boolean approved = approved(node.asText());
      // An approval leaves nothing enforced, so the list is known.
      return new Expectation(approved, null, null, approved ? List.of() : null, null);
    }
    knownKeys(node, EXPECT_KEYS, "expect");
    if (!node.has("verdict")) {
      throw new FaultException("expect names no verdict");
    }
    return new Expectation(
        approved(node.get("verdict").asText()),
        consequence(node.path("consequence").asText(null)),
        node.has("reducer") ? node.get("reducer").asBoolean() : null,
        breaches(node.get("breaches")),
        breaches(node.get("monitored")));
  }

  private static boolean approved(String verdict) throws FaultException {
    return switch (verdict) {
      case "APPROVED" -> true;
      case "DENIED" -> false;
      default -> throw new FaultException("a verdict is APPROVED or DENIED, not " + verdict);
    };
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

  private static @Nullable List<Map<String, String>> breaches(@Nullable JsonNode list)
      throws FaultException {
    if (list == null) {
      return null;
    }
    if (!list.isArray()) {
      throw new FaultException("breaches and monitored are lists");
    }
    List<Map<String, String>> breaches = new ArrayList<>();
    for (JsonNode node : list) {
      knownKeys(node, Set.copyOf(Expectation.BREACH_KEYS), "a breach");
      Map<String, String> keys = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        keys.put(entry.getKey(), text(entry.getValue()));
      }
      breaches.add(keys);
    }
    return breaches;
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

  private static void knownKeys(JsonNode node, Set<String> known, String where)
      throws FaultException {
    if (!node.isObject()) {
      throw new FaultException(where + " isn't a map of keys");
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw new FaultException(
            where
                + " has no key `"
                + entry.getKey()
                + "`; known are "
                + known.stream().sorted().toList());
      }
    }
  }
}
