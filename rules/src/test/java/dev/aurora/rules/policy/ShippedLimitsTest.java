package dev.aurora.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.limit.LimitBook.Bound;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ships is what the catalogue says: numbers, order, and which rules are never lifted. */
class ShippedLimitsTest {

  private static final RuleSet SHIPPED = load();

  @Test
  void shipsTheFirmWithTheDefaultsOfTheCatalogue() {
    LimitBook firm = SampleFacts.firmBook(Map.of());
    for (LimitName name : LimitName.values()) {
      assertThat(SHIPPED.limits().bind("A", "S", "X", "m", "V").bound(name))
          .isEqualTo(firm.bind("A", "S", "X", "m", "V").bound(name));
    }
  }

  @Test
  void shipsTheSampleStrategyTighterThanTheFirm() {
    assertThat(
            SHIPPED
                .limits()
                .bind("PAPER-1", "momentum", "AAPL", "m-1", "PAPER")
                .bound(LimitName.ORDER_VALUE_MAX))
        .isEqualTo(new Bound(new BigDecimal("25000"), "strategy:momentum"));
  }

  @Test
  void hasEveryControlOfTheCatalogueInItsOrder() {
    assertThat(SHIPPED.rulesOf("OrderCheck").stream().map(CheckRule::control).distinct())
        .containsExactlyElementsOf(Catalogue.PRETRADE);
  }

  @Test
  void enforcesAtBaselineExactlyWhatIsNeverLifted() {
    List<String> baseline =
        SHIPPED.rulesOf("OrderCheck").stream()
            .filter(rule -> rule.since() == Stage.BASELINE)
            .map(CheckRule::control)
            .distinct()
            .toList();

    assertThat(baseline).containsExactlyElementsOf(Catalogue.BASELINE);
  }

  @Test
  void hasEveryBreakerOfTheCatalogueInItsOrder() {
    assertThat(SHIPPED.rulesOf("BreakerCheck").stream().map(CheckRule::control).distinct())
        .containsExactlyElementsOf(Catalogue.BREAKERS);
  }

  @Test
  void hasEveryConditionOfPromotionInItsOrderAndLiftsNone() {
    assertThat(SHIPPED.rulesOf("PromotionCheck").stream().map(CheckRule::control).distinct())
        .containsExactlyElementsOf(Catalogue.PROMOTION);
    assertThat(SHIPPED.rulesOf("PromotionCheck"))
        .allMatch(rule -> rule.since() == Stage.BASELINE && rule.mode() == Mode.ENFORCE);
  }

  @Test
  void enforcesBreakersFromWeekOneButForTheOneThatIsTriedOut() {
    assertThat(SHIPPED.rulesOf("BreakerCheck"))
        .allMatch(rule -> rule.since() == Stage.WEEK_ONE)
        .allMatch(
            rule -> (rule.mode() == Mode.MONITOR) == rule.control().equals("decision-latency"));
  }

  @Test
  void latchesUntilAPersonLooksUnlessTheCatalogueCallsItACondition() {
    assertThat(
            SHIPPED.rulesOf("BreakerCheck").stream()
                .filter(rule -> rule.latch().ends() == Ends.BY_ITSELF)
                .map(CheckRule::control)
                .distinct())
        .containsExactly("broker-outage", "data-failure", "unknown-order", "decision-latency");
  }

  private static RuleSet load() {
    return switch (RuleSetLoader.shipped().load(Path.of("policy"))) {
      case LoadResult.Loaded loaded -> loaded.ruleSet();
      case LoadResult.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }
}
