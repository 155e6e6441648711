package dev.aurora.rules.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.json.FactsReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Orders that are measured together: breaking a rule costs several times what passing it does, so
 * one figure over both would say nothing. Immutable.
 *
 * @param name such as {@code clean}
 */
public record OrderGroup(String name, List<OrderFacts> orders) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How many orders are made of each invented one. */
  private static final int VARIANTS = 64;

  public OrderGroup {
    orders = List.copyOf(orders);
    if (orders.isEmpty()) {
      throw new IllegalArgumentException("no orders in " + name);
    }
  }

  /**
   * Invented orders in many symbols: clean ones and ones that break much, under the shipped limits.
   */
  public static List<OrderGroup> generated() {
    Map<Boolean, List<OrderFacts>> byBreaches =
        inventedLines().stream()
            .flatMap(line -> variants(line).stream())
            .collect(Collectors.partitioningBy(facts -> name(facts).contains("breaches")));
    return List.of(
        new OrderGroup("clean", Objects.requireNonNull(byBreaches.get(false))),
        new OrderGroup("breach-heavy", Objects.requireNonNull(byBreaches.get(true))));
  }

  /**
   * Recorded orders, those that break a rule apart from the others; a group without is left out.
   */
  public static List<OrderGroup> recorded(List<OrderFacts> orders, PolicyEngine engine) {
    Map<Boolean, List<OrderFacts>> clean =
        orders.stream()
            .collect(Collectors.partitioningBy(o -> engine.evaluate(o).breaches().isEmpty()));
    List<OrderGroup> groups = new ArrayList<>();
    clean.forEach(
        (isClean, group) -> {
          if (!group.isEmpty()) {
            groups.addFirst(
                new OrderGroup(isClean ? "recorded clean" : "recorded with breaches", group));
          }
        });
    return List.copyOf(groups);
  }

  private static String name(OrderFacts facts) {
    return Objects.requireNonNullElse(facts.id(), "");
  }

  private static List<String> inventedLines() {
    String resource = "warm-up.jsonl";
    try (InputStream in =
            Objects.requireNonNull(PolicyEngine.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(OrderGroup::isOrder).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOrder(String line) {
    return tree(line).has("order");
  }

  private static ObjectNode tree(String line) {
    try {
      return (ObjectNode) JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same order in other symbols and of slightly other price. */
  private static List<OrderFacts> variants(String line) {
    List<OrderFacts> variants = new ArrayList<>();
    for (int i = 0; i < VARIANTS; i++) {
      variants.add(read(variant(line, i)));
    }
    return variants;
  }

  private static String variant(String line, int number) {
    ObjectNode facts = tree(line);
    String symbol = "S" + number;
    ((ObjectNode) facts.get("order")).put("symbol", symbol);
    ((ObjectNode) facts.get("instrument")).put("symbol", symbol);
    ((ObjectNode) facts.get("quote")).put("last", "187." + (10 + number));
    return facts.toString();
  }

  private static OrderFacts read(String line) {
    FactsLine read = new FactsReader().read(line);
    if (read instanceof FactsLine.OrderLine order) {
      return order.facts();
    }
    throw new IllegalStateException("no order: " + read);
  }
}
