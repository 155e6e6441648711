package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every engine answers, whatever runs the rules inside. */
abstract class PolicyEngineContract {

  private static final RuleSet RULES = ruleSet();

  private static RuleSet ruleSet() {
    LoadResult result = RuleSetLoader.shipped().load(Policies.small());
    assertThat(result.problems()).isEmpty();
    return ((LoadResult.Loaded) result).ruleSet();
  }

  abstract PolicyEngine engine(RuleSet ruleSet, EngineSettings settings);

  private Verdict evaluate(SampleFacts facts) {
    try (PolicyEngine engine = engine(RULES, EngineSettings.standard())) {
      return engine.evaluate(facts.facts());
    }
  }

  @Test
  void approvesACleanOrder() {
    assertThat(evaluate(SampleFacts.cleanBuy().with("order.strategy", "other")))
        .isEqualTo(
            new Verdict(
                "case-1",
                true,
                null,
                false,
                RULES.digest(),
                List.of(),
                Map.of(
                    "order-quantity-max", new BigDecimal("0.0100"),
                    "order-value-max", new BigDecimal("0.0749"),
                    "daily-loss-halt", new BigDecimal("0.0000")),
                Instant.parse("2025-03-03T15:01:58Z")));
  }

  @Test
  void deniesAboveTheTightestScopeAndSaysByHowMuch() {
    Verdict verdict =
        evaluate(
            SampleFacts.cleanBuy()
                .with("order.strategy", "momentum")
                .with("order.quantity", "300"));

    assertThat(verdict.breaches())
        .containsExactly(
            new Breach(
                "order-value-max",
                "order-value-max",
                "Deny an order above the maximum order value",
                Consequence.DENY_ORDER,
                Mode.ENFORCE,
                "56160",
                "50000",
                "USD",
                "strategy:momentum",
                List.of(),
                "Deny an order above the maximum order value: 56160 USD against the limit 50000 USD"
                    + " of strategy:momentum.",
                null));
    assertThat(verdict.consequence()).isEqualTo(Consequence.DENY_ORDER);
  }

  @Test
  void listsAllBreachesInCatalogueOrderAndTakesTheWorstConsequence() {
    Verdict verdict =
        evaluate(
            SampleFacts.cleanBuy()
                .with("order.quantity", "10001")
                .with("account.equity", "979999"));

    assertThat(verdict.breaches())
        .extracting(Breach::control)
        .containsExactly("order-quantity-max", "order-value-max", "daily-loss");
    assertThat(verdict.consequence()).isEqualTo(Consequence.HALT_TRADING);
    assertThat(verdict.breaches().getLast().killLevel()).isEqualTo("BLOCK");
  }

  @Test
  void onlyRecordsARuleThatIsYoungerThanTheStage() {
    Verdict verdict =
        evaluate(
            SampleFacts.cleanBuy().with("account.equity", "1").with("control.stage", "baseline"));

    assertThat(verdict.approved()).isTrue();
    assertThat(verdict.consequence()).isNull();
    assertThat(verdict.breaches()).extracting(Breach::mode).containsExactly(Mode.MONITOR);
  }

  @Test
  void enforcesEverythingWhenTheStageIsMissing() {
    Verdict verdict =
        evaluate(SampleFacts.cleanBuy().with("account.equity", "1").with("control.stage", null));

    assertThat(verdict.breaches())
        .extracting(Breach::code)
        .containsExactly("daily-loss", "rule-set-integrity.missing-stage");
    assertThat(verdict.breaches()).extracting(Breach::mode).containsOnly(Mode.ENFORCE);
  }

  @Test
  void deniesForAMissingFactWithoutHalting() {
    Verdict verdict = evaluate(SampleFacts.cleanBuy().with("account.equity", null));

    assertThat(verdict.breaches())
        .extracting(Breach::code)
        .containsExactly("daily-loss.missing-equity");
    assertThat(verdict.consequence()).isEqualTo(Consequence.DENY_ORDER);
    assertThat(verdict.breaches().getFirst().missing()).containsExactly("account.equity");
  }

  @Test
  void exemptsAReducerEvenWhenThePriceIsMissing() {
    Verdict verdict =
        evaluate(
            SampleFacts.cleanBuy()
                .with("order.side", "SELL")
                .with("position.quantity", "100")
                .with("account.grossExposure", "18720")
                .with("quote", null));

    assertThat(verdict.approved()).isTrue();
    assertThat(verdict.reducer()).isTrue();
  }

  @Test
  void tellsAFlippingOrderWhatWouldOnlyReduce() {
    Verdict verdict =
        evaluate(
            SampleFacts.cleanBuy()
                .with("order.side", "SELL")
                .with("order.quantity", "10001")
                .with("position.quantity", "40")
                .with("account.grossExposure", "7488"));

    assertThat(verdict.breaches().getFirst().message())
        .endsWith("The largest quantity that would reduce the position is 40.");
  }

  @Test
  void deniesWhenNothingIsKnown() {
    try (PolicyEngine engine = engine(RULES, EngineSettings.standard())) {
      Verdict verdict =
          engine.evaluate(
              new dev.aurora.rules.fact.OrderFacts(
                  null, null, null, null, null, null, null, null, null, null));

      assertThat(verdict.approved()).isFalse();
      assertThat(verdict.breaches())
          .extracting(Breach::code)
          .contains("order-quantity-max.missing-order", "rule-set-integrity.missing-control");
    }
  }

  @Test
  void deniesWhenItFailsItself() {
    try (PolicyEngine engine = engine(RULES, EngineSettings.standard())) {
      assertThat(engine.evaluate(null).breaches())
          .extracting(Breach::code)
          .containsExactly("engine.error");
    }
  }

  @Test
  void deniesWhenTheCheckTakesTooLong() {
    AtomicLong clock = new AtomicLong();
    EngineSettings slow =
        new EngineSettings(
            Duration.ofMillis(250), () -> clock.getAndAdd(Duration.ofMillis(251).toNanos()));
    try (PolicyEngine engine = engine(RULES, slow)) {
      Verdict verdict = engine.evaluate(SampleFacts.cleanBuy().facts());

      assertThat(verdict.approved()).isFalse();
      assertThat(verdict.breaches()).extracting(Breach::code).containsExactly("engine.time-budget");
    }
  }
}
