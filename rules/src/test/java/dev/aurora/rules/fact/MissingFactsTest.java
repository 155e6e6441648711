package dev.aurora.rules.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.rules.testing.SampleFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fact that is needed and absent is known as such, and nothing else is. */
class MissingFactsTest {

  private static final OrderCheckSchema SCHEMA = OrderCheckSchema.INSTANCE;

  /** The keys whose absence means "none" or that no rule can read. */
  private static final Set<String> MAY_BE_ABSENT =
      Set.of(
          "id",
          "order.intentId",
          "order.expiresAt",
          "order.replaces",
          "order.sessionsOld",
          "quote.bid",
          "quote.ask",
          "quote.last",
          "quote.sessionsOld",
          "session.limitState",
          "position.lastExitAt",
          "position.bestOwnBid",
          "position.bestOwnAsk",
          "instrument.shortable",
          "instrument.shortableQuantity",
          "control.envelope");

  @Test
  void needsEveryFactOfACleanBuyButThoseThatMayBeAbsent() throws IOException {
    Set<String> needless = new HashSet<>();
    for (String path : paths()) {
      if (SampleFacts.cleanBuy().with(path, null).check().complete()) {
        needless.add(path);
      }
    }

    assertThat(needless).isEqualTo(MAY_BE_ABSENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order",
        "instrument",
        "quote",
        "session",
        "account",
        "position",
        "activity",
        "control"
      })
  void namesASectionThatIsAbsentAsAWhole(String section) {
    OrderCheck check = SampleFacts.cleanBuy().with(section, null).check();
    Set<String> missing = new HashSet<>();
    SCHEMA.fields().forEach(field -> missing.addAll(field.missingPaths().apply(check)));

    assertThat(check.complete()).isFalse();
    assertThat(missing).containsExactly(section);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cleanBuy; order.limitPrice; orderValue; order.limitPrice",
        "cleanBuy; quote; orderValue; ",
        "cleanBuy; quote; adversePriceMoveBps; quote",
        "cleanBuy; instrument.fxRate; orderValue; instrument.fxRate",
        "cleanBuy; account.sectorExposure.TECH; sectorShareBps; account.sectorExposure.TECH",
        "cleanBuy; account.sectorExposure; sectorShareBps; account.sectorExposure",
        "cleanBuy; position.workingSell; worstLong; ",
        "cleanBuy; position.workingSell; worstShort; position.workingSell",
        "cleanBuy; position.workingSell; reducer; ",
        "reducer; position.workingSell; reducer; position.workingSell",
        "reducer; position.workingBuy; reducer; ",
        "reducer; order.quantity; manualExit; ",
        "reducer; instrument.shortable; shortable; ",
        "barBuy; quote.asOf; referencePriceAge; ",
        "barBuy; quote.sessionsOld; referencePriceSessions; quote.sessionsOld",
        "barBuy; order.decidedAt; decisionAge; ",
        "cleanBuy; quote.source; decisionAge; quote.source",
        "cleanBuy; session; atPriceLimit; session",
        "cleanBuy; position; crossesOwnOrder; position",
        "cleanBuy; position; secondsSinceLastExit; position",
        "cleanBuy; now; expired; ",
        "cleanBuy; control.gateLevel; gateLevelBelowRequired; ",
        "cleanBuy; quote; inconsistentFacts; "
      })
  void asksOnlyForWhatADefinitionNeedsInItsSituation(
      String base, String absent, String field, String expected) {
    SampleFacts facts =
        switch (base) {
          case "cleanBuy" -> SampleFacts.cleanBuy();
          case "reducer" -> SampleFacts.reducer();
          case "barBuy" -> SampleFacts.barBuy();
          default -> throw new IllegalArgumentException(base);
        };
    OrderCheck check = facts.with(absent, null).check();
    FactField<OrderCheck> read = SCHEMA.field(field).orElseThrow();

    List<String> missing = expected == null ? List.of() : List.of(expected);
    assertThat(read.missingPaths().apply(check)).isEqualTo(missing);
    assertThat(read.missingMask().applyAsLong(check) == 0).isEqualTo(missing.isEmpty());
  }

  /** Whatever is missing: a mask of 0 promises a value, and a complete check promises all. */
  @Test
  void keepsThePromiseOfEveryMaskOnFactsWithRandomGaps() throws IOException {
    long seed = Long.getLong("aurora.seed", 20_250_303L);
    Random random = new Random(seed);
    List<String> paths = paths();
    paths.addAll(List.of("order", "instrument", "quote", "session", "account", "position"));
    paths.addAll(List.of("activity", "control"));
    for (int round = 0; round < 4_000; round++) {
      SampleFacts facts = randomSituation(random);
      for (int gap = random.nextInt(4); gap > 0; gap--) {
        facts = without(facts, paths.get(random.nextInt(paths.size())));
      }
      assertPromises(facts, "seed " + seed + ", round " + round + ": " + facts.line());
    }
  }

  /**
   * Drools takes a comparison with null for false: read as null, a missing fact would deny nobody.
   */
  @Test
  void neverReadsAMissingFactAsNull() throws IOException {
    List<String> paths = paths();
    paths.addAll(List.of("order", "instrument", "quote", "session", "account", "position"));
    paths.addAll(List.of("activity", "control"));
    for (SampleFacts facts : List.of(SampleFacts.cleanBuy(), SampleFacts.marketBuy())) {
      for (String path : paths) {
        OrderCheck check = without(facts, path).check();
        for (FactField<OrderCheck> field : SCHEMA.fields()) {
          if (!field.raw() && !field.name().startsWith("limits.")) {
            assertNotReadAsNull(field, check, path);
          }
        }
      }
    }
  }

  private static void assertNotReadAsNull(
      FactField<OrderCheck> field, OrderCheck check, String path) {
    String as = field.name() + " without " + path;
    Object value;
    try {
      value = field.reader().apply(check);
    } catch (IllegalStateException refused) {
      assertThat(refused).as(as).hasMessageStartingWith("the fact ");
      return;
    }
    assertThat(value).as(as).isNotNull();
  }

  private static void assertPromises(SampleFacts facts, String told) {
    OrderCheck check = facts.check();
    for (FactField<OrderCheck> field : SCHEMA.fields()) {
      boolean limit = field.name().startsWith("limits.");
      if (field.raw() || limit) {
        continue;
      }
      boolean readable = field.missingMask().applyAsLong(check) == 0;
      String as = field.name() + ", " + told;
      assertThat(field.missingPaths().apply(check).isEmpty()).as(as).isEqualTo(readable);
      if (check.complete()) {
        assertThat(readable).as(as).isTrue();
      }
      if (readable) {
        assertThat(field.reader().apply(check)).as(as).isNotNull();
      }
    }
  }

  private static SampleFacts randomSituation(Random random) {
    SampleFacts facts = SampleFacts.cleanBuy();
    facts = random.nextBoolean() ? facts : facts.with("order.side", "SELL");
    facts = random.nextBoolean() ? facts : facts.with("order.type", "MARKET");
    facts = random.nextBoolean() ? facts : facts.with("quote.source", "BAR");
    facts = random.nextBoolean() ? facts : facts.with("control.mode", "LIVE");
    facts = random.nextBoolean() ? facts : facts.with("position.bestOwnAsk", "187.30");
    facts = random.nextBoolean() ? facts : facts.with("control.requiredGateLevel", "L1");
    facts = random.nextBoolean() ? facts : facts.with("order.origin", "MANUAL_EXIT");
    facts = random.nextBoolean() ? facts : facts.with("session.limitState", "UP");
    return facts.with("position.quantity", String.valueOf(100 * (random.nextInt(5) - 2)));
  }

  private static SampleFacts without(SampleFacts facts, String path) {
    String section = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    boolean gone = facts.line().contains("\"" + section + "\":null");
    return gone ? facts : facts.with(path, null);
  }

  /** Every key of the clean buy that is no section. */
  private static List<String> paths() throws IOException {
    JsonNode json = new ObjectMapper().readTree(SampleFacts.cleanBuy().line());
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      if (entry.getValue().isObject()) {
        entry
            .getValue()
            .fieldNames()
            .forEachRemaining(key -> paths.add(entry.getKey() + "." + key));
      } else {
        paths.add(entry.getKey());
      }
    }
    return paths;
  }
}
