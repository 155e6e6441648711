package dev.aurora.rules.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import dev.aurora.rules.json.FactsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts as single values by their paths, to be changed one by one. Immutable. */
final class FactTree {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final FactsReader READER = new FactsReader();

  private static final String SYMBOL = "order.symbol";
  private static final String INSTRUMENT_SYMBOL = "instrument.symbol";
  private static final String SECTOR = "instrument.sector";
  private static final String SECTOR_EXPOSURE = "sectorExposure";

  private final ObjectNode root;

  private FactTree(ObjectNode root) {
    this.root = root;
  }

  static FactTree of(FactsLine.Readable facts) {
    try {
      return new FactTree((ObjectNode) JSON.readTree(new FactsWriter().line(facts)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("canonical facts are JSON", e);
    }
  }

  /** Paths of all single values that are there, in the order of the facts. */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", root, paths);
    return paths;
  }

  private static void collect(String prefix, ObjectNode node, List<String> into) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String path = prefix + entry.getKey();
      if (entry.getValue() instanceof ObjectNode inner) {
        collect(path + ".", inner, into);
      } else if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
        into.add(path);
      }
    }
  }

  /** The value at a path of {@link #paths}. */
  JsonNode value(String path) {
    return root.at("/" + path.replace('.', '/'));
  }

  /**
   * The same facts with another value there. What has to follow it does: another symbol is another
   * instrument, and of another sector nothing is held yet.
   */
  FactTree with(String path, JsonNode value) {
    ObjectNode changed = root.deepCopy();
    set(changed, path, value);
    if (path.equals(SYMBOL) && !value(INSTRUMENT_SYMBOL).isMissingNode()) {
      set(changed, INSTRUMENT_SYMBOL, value);
    }
    if (path.equals(SECTOR)
        && changed.at("/account/" + SECTOR_EXPOSURE) instanceof ObjectNode exposures
        && !exposures.has(value.asText())) {
      exposures.put(value.asText(), "0");
    }
    return new FactTree(changed);
  }

  /** The same facts with a value put there and nothing else touched. */
  FactTree put(String path, JsonNode value) {
    ObjectNode changed = root.deepCopy();
    set(changed, path, value);
    return new FactTree(changed);
  }

  /** What is different in other facts, by their paths. */
  List<Change> changesTo(FactTree other) {
    List<Change> changes = new ArrayList<>();
    for (String path : other.paths()) {
      JsonNode from = value(path);
      JsonNode to = other.value(path);
      if (!from.equals(to)) {
        changes.add(
            new Change(path, from.isMissingNode() ? Change.NONE : from.asText(), to.asText()));
      }
    }
    return changes;
  }

  /** A text as the kind of value that stands there. */
  JsonNode as(String path, String text) {
    JsonNode now = value(path);
    return now.isBoolean()
        ? BooleanNode.valueOf(Boolean.parseBoolean(text))
        : now.isIntegralNumber() ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
  }

  private static void set(ObjectNode root, String path, JsonNode value) {
    int end = path.lastIndexOf('.');
    JsonNode section = end < 0 ? root : root.at("/" + path.substring(0, end).replace('.', '/'));
    ((ObjectNode) section).set(path.substring(end + 1), value);
  }

  /** The facts; empty when a value can't stand where it does. */
  Optional<FactsLine.Readable> facts() {
    return READER.read(root.toString()) instanceof FactsLine.Readable facts
        ? Optional.of(facts)
        : Optional.empty();
  }
}
