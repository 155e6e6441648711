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
import dev.aurora.rules.json.JsonFault;
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
  private static final Set<String> CASE_KEYS = Set.of("name", "base", "given", "expect");

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
      throw new FaultException("line " + e.getLocation().getLineNr() + ": " + JsonFault.told(e));
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
      case FactsLine.Readable readable ->
          new PolicyCase(
              control,
              file,
              name,
              readable,
              new ExpectationReader(readable).read(node.get("expect")));
      case FactsLine.Unreadable bad -> throw new FaultException(bad.message());
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
                + known.stream().sorted().toList());
      }
    }
  }
}
