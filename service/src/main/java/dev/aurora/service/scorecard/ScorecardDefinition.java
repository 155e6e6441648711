package dev.aurora.service.scorecard;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.aurora.service.evidence.EvidenceKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The items, as the shipped {@code scorecard.yaml} defines them.
 *
 * @param thresholds how many items each phase needs, the smallest first
 */
public record ScorecardDefinition(List<ScorecardItem> items, Map<String, Integer> thresholds) {

  private static final String FILE = "/scorecard.yaml";
  private static final Set<String> ITEM_KEYS = Set.of("id", "area", "phase", "text", "needs");
  private static final Set<String> NEED_KEYS = Set.of("evidence", "days", "seconds");

  public ScorecardDefinition {
    items = List.copyOf(items);
    thresholds = new LinkedHashMap<>(thresholds);
  }

  /** The shipped one. */
  public static ScorecardDefinition shipped() {
    try (InputStream in = ScorecardDefinition.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("this build has no " + FILE);
      }
      return read(
          new ObjectMapper(new YAMLFactory())
              .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
              .readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScorecardDefinition read(JsonNode file) {
    Map<String, Integer> days = numbers(file.path("daysByKind"));
    List<ScorecardItem> items = new ArrayList<>();
    for (JsonNode item : file.path("items")) {
      items.add(item(item, days));
      if (items.getLast().id() != items.size()) {
        throw new IllegalArgumentException("expected item " + items.size() + ": " + item);
      }
    }
    return new ScorecardDefinition(items, numbers(file.path("thresholds")));
  }

  private static ScorecardItem item(JsonNode item, Map<String, Integer> days) {
    known(item, ITEM_KEYS);
    List<Need> needs = new ArrayList<>();
    for (JsonNode need : item.path("needs")) {
      needs.add(need(need, days));
    }
    return new ScorecardItem(
        item.path("id").asInt(),
        item.path("area").asText(),
        item.path("phase").asText(),
        item.path("text").asText(),
        needs);
  }

  private static Need need(JsonNode need, Map<String, Integer> days) {
    boolean plain = need.isTextual();
    if (!plain) {
      known(need, NEED_KEYS);
    }
    EvidenceKey key = EvidenceKey.parse(plain ? need.asText() : need.path("evidence").asText());
    int life = plain ? 0 : need.path("days").asInt(0);
    if (life == 0) {
      life = days.getOrDefault(key.kind().word(), 0);
    }
    return new Need(key, Duration.ofDays(life), seconds(need));
  }

  private static @Nullable Integer seconds(JsonNode need) {
    return need.has("seconds") ? need.path("seconds").asInt() : null;
  }

  private static void known(JsonNode node, Set<String> keys) {
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(keys);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown " + unknown + " in " + node);
    }
  }

  private static Map<String, Integer> numbers(JsonNode node) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    node.properties().forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asInt()));
    return numbers;
  }
}
