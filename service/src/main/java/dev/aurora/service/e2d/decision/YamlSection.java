package dev.aurora.service.e2d.decision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read strictly: each key once, none missing, none unknown. Works on
 * the nodes, not on converted values, so that a message can say where and {@code NO} stays a text.
 */
final class YamlSection {

  private final String file;
  private final String path;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  YamlSection(String file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, path, "keys with values");
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode(), path + "key");
      if (values.put(key, tuple.getValueNode()) != null) {
        throw wrong(tuple.getKeyNode(), path + key, "each key once");
      }
    }
  }

  YamlSection section(String key) {
    return new YamlSection(file, path + key + ".", take(key));
  }

  String text(String key) {
    Node value = take(key);
    String text = scalar(value, path + key);
    if (text.isBlank()) {
      throw wrong(value, path + key, "a text");
    }
    return text;
  }

  List<String> texts(String key) {
    Node value = take(key);
    if (!(value instanceof SequenceNode sequence)) {
      throw wrong(value, path + key, "a list");
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      texts.add(scalar(item, path + key));
    }
    return texts;
  }

  BigDecimal decimal(String key) {
    Node value = take(key);
    try {
      return new BigDecimal(scalar(value, path + key));
    } catch (NumberFormatException e) {
      throw wrong(value, path + key, "a decimal number");
    }
  }

  int integer(String key) {
    Node value = take(key);
    try {
      return Integer.parseInt(scalar(value, path + key));
    } catch (NumberFormatException e) {
      throw wrong(value, path + key, "a whole number");
    }
  }

  /** To be called when everything known is taken: anything left is unknown. */
  void end() {
    if (!values.isEmpty()) {
      Map.Entry<String, Node> first = values.entrySet().iterator().next();
      throw wrong(first.getValue(), path + first.getKey(), "no such key");
    }
  }

  /** An exception that points at a key whose value breaks a rule of its own. */
  StrategyException wrong(String key, String expected) {
    return wrong(node, path + key, expected);
  }

  private Node take(String key) {
    Node value = values.remove(key);
    if (value == null) {
      throw wrong(node, path + key, "this key, which is missing");
    }
    return value;
  }

  private String scalar(Node value, String name) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(value, name, "a single value");
  }

  private StrategyException wrong(Node at, String name, String expected) {
    Mark mark = at.getStartMark();
    String found = at instanceof ScalarNode scalar ? ": found '" + scalar.getValue() + "'" : "";
    return new StrategyException(
        "%s, line %s, column %s, %s%s, expected %s"
            .formatted(file, mark.getLine() + 1, mark.getColumn() + 1, name, found, expected));
  }
}
