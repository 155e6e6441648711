package dev.aurora.rules.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.rules.json.FactsWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cases as JSON lines that any engine can be held against: the name, the facts in their
 * canonical form, and what is expected of the verdict. Thread-safe.
 */
public final class CaseExport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CaseExport() {}

  /** One line a case, in the order of the files; empty when the policy has problems. */
  public static List<String> lines(Path folder) {
    FactsWriter facts = new FactsWriter();
    return PolicyTests.casesOf(folder).stream().map(one -> line(one, facts)).toList();
  }

  private static String line(PolicyCase one, FactsWriter facts) {
    ObjectNode line = JSON.createObjectNode();
    line.put("control", one.control()).put("file", one.file()).put("case", one.name());
    try {
      line.set("facts", JSON.readTree(facts.line(one.facts())));
      line.set("expect", expectation(one.expected()));
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("canonical facts are JSON", e);
    }
  }

  /** What a case doesn't name is left out, and isn't compared. */
  private static ObjectNode expectation(Expectation expected) {
    ObjectNode node = JSON.createObjectNode();
    node.put("verdict", expected.verdict());
    if (expected.consequence() != null) {
      node.put("consequence", expected.consequence().name());
    }
    if (expected.reducer() != null) {
      node.put("reducer", expected.reducer());
    }
    breaches(node, "breaches", expected.breaches());
    breaches(node, "monitored", expected.monitored());
    if (expected.judged() != null) {
      expected.judged().forEach(node.putArray("judged")::add);
    }
    if (expected.utilisation() != null) {
      ObjectNode shares = node.putObject("utilisation");
      expected.utilisation().forEach(shares::put);
    }
    return node;
  }

  private static void breaches(
      ObjectNode into, String name, @Nullable List<Map<String, String>> breaches) {
    if (breaches == null) {
      return;
    }
    ArrayNode list = into.putArray(name);
    for (Map<String, String> breach : breaches) {
      ObjectNode keys = list.addObject();
      breach.forEach(keys::put);
    }
  }
}
