package dev.aurora.rules.cases;

import com.fasterxml.jackson.core.JsonLocation;
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
import dev.aurora.rules.json.JsonFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
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
  private static final Set<String> CASE_KEYS =
      Set.of("name", "base", "given", "expect", "sequence");
  private static final Set<String> STEP_KEYS = Set.of("given", "expect", "after", "repeat");
  private static final int REPEAT_MAX = 1_000;

  /** A fault of a case file, in words. */
  static final class FaultException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String word;

    FaultException(String message) {
      this(message, null);
    }

    /**
     * @param word what it is about, as it stands in the file; null = nothing single
     */
    FaultException(String message, @Nullable String word) {
      super(message, null, false, false);
      this.word = word;
    }

    @Nullable String word() {
      return word;
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
      JsonLocation at = e.getLocation();
      throw new FaultException(
          "%d:%d: %s".formatted(at.getLineNr(), at.getColumnNr(), JsonFault.told(e)));
    }
  }

  /** All cases of a file; at least one. */
  List<PolicyCase> read(String control, String file, String text) throws FaultException {
    JsonNode root = yaml(text);
    CasePlaces places = new CasePlaces(text);
    JsonNode cases = root.path("cases");
    try {
      knownKeys(root, FILE_KEYS, "the file");
      if (!cases.isArray() || cases.isEmpty()) {
        throw new FaultException("the file has no cases", "cases");
      }
    } catch (FaultException e) {
      throw new FaultException(places.of(null, e.word()) + ": " + e.getMessage());
    }
    List<PolicyCase> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : cases) {
      String name = node.path("name").asText("");
      if (name.isBlank() || !names.add(name)) {
        throw new FaultException(
            places.of(name, null) + ": each case has a name of its own, not \"" + name + "\"");
      }
      try {
        read.addAll(policyCases(control, file, name, root.get("base"), node));
      } catch (FaultException e) {
        throw new FaultException(
            "%s: case \"%s\": %s".formatted(places.of(name, e.word()), name, e.getMessage()));
      }
    }
    return read;
  }

  private List<PolicyCase> policyCases(
      String control, String file, String name, @Nullable JsonNode fileBase, JsonNode node)
      throws FaultException {
    knownKeys(node, CASE_KEYS, "the case");
    JsonNode baseName = node.has("base") ? node.get("base") : fileBase;
    JsonNode base = baseName == null ? null : bases.get(baseName.asText());
    if (!(base instanceof ObjectNode named)) {
      throw new FaultException(
          baseName == null ? "it has no base" : "there is no base " + baseName.asText(),
          baseName == null ? null : baseName.asText());
    }
    ObjectNode given = with(named, node.path("given"));
    if (!node.has("sequence")) {
      return List.of(policyCase(control, file, name, given, node.get("expect")));
    }
    return sequence(control, file, name, given, node);
  }

  /** Each order of a sequence is a case of its own, numbered. */
  private List<PolicyCase> sequence(
      String control, String file, String name, ObjectNode given, JsonNode node)
      throws FaultException {
    JsonNode steps = node.get("sequence");
    if (!steps.isArray() || steps.isEmpty() || node.has("expect") || !given.has("order")) {
      throw new FaultException(
          "a sequence is a list of orders, each with what it expects", "sequence");
    }
    CaseSequence sequence = new CaseSequence();
    List<PolicyCase> read = new ArrayList<>();
    for (JsonNode step : steps) {
      knownKeys(step, STEP_KEYS, "the step");
      int times = step.path("repeat").asInt(1);
      if (times < 1 || times > REPEAT_MAX) {
        throw new FaultException("repeat is from 1 to " + REPEAT_MAX, "repeat");
      }
      for (int i = 0; i < times; i++) {
        ObjectNode facts = with(given, step.path("given"));
        sequence.place(facts, after(step));
        String numbered = name + ", order " + (read.size() + 1);
        PolicyCase one = policyCase(control, file, numbered, facts, step.get("expect"));
        sequence.answered(facts, one.expected());
        read.add(one);
      }
    }
    return read;
  }

  private static Duration after(JsonNode step) throws FaultException {
    JsonNode after = step.path("after");
    if (after.isMissingNode()) {
      return Duration.ZERO;
    }
    if (!after.isNumber() || after.decimalValue().signum() < 0) {
      throw new FaultException("after is a number of seconds, zero or more", "after");
    }
    return Duration.ofMillis(after.decimalValue().movePointRight(3).longValue());
  }

  private static ObjectNode with(ObjectNode base, JsonNode overrides) throws FaultException {
    ObjectNode given = base.deepCopy();
    for (Map.Entry<String, JsonNode> entry : overrides.properties()) {
      override(given, entry.getKey(), entry.getValue());
    }
    return given;
  }

  private PolicyCase policyCase(
      String control, String file, String name, ObjectNode given, @Nullable JsonNode expect)
      throws FaultException {
    if (!given.has("id")) {
      given.put("id", name);
    }
    return switch (facts.read(given.toString())) {
      case FactsLine.Readable readable ->
          new PolicyCase(
              control, file, name, readable, new ExpectationReader(readable).read(expect));
      case FactsLine.Unreadable bad -> throw new FaultException(bad.message(), bad.path());
    };
  }

  /** For the keys whose null says "none": only leaving them out is missing. */
  private static final String LEFT_OUT = "(left out)";

  /** A path that doesn't exist yet makes its sections; null means missing, for most keys. */
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
    if (value.isTextual() && value.textValue().equals(LEFT_OUT)) {
      section.remove(keys[keys.length - 1]);
    } else {
      section.set(keys[keys.length - 1], value);
    }
  }

  static void knownKeys(JsonNode node, Set<String> known, String where) throws FaultException {
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
                + known.stream().sorted().toList(),
            entry.getKey());
      }
    }
  }
}
