package dev.aurora.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.breaker.EventKind;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.SampleEvents;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Trip;
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

  private static BreakerVerdict tripped(Trip trip, String... utilisation) {
    return new BreakerVerdict(
        "event-1",
        true,
        Consequence.REDUCE_ONLY,
        RULES.digest(),
        List.of(trip),
        List.of("breach-burst"),
        utilisation.length == 0
            ? Map.of()
            : Map.of(utilisation[0], new BigDecimal(utilisation[1])));
  }

  private BreakerVerdict evaluate(SampleEvents event) {
    try (PolicyEngine engine = engine(RULES, EngineSettings.standard())) {
      return engine.evaluate(event.facts());
    }
  }

  @Test
  void callsAnEventClearThatTripsNothing() {
    assertThat(evaluate(SampleEvents.of(EventKind.ORDER).with("activity.denialsWindow", 19)))
        .isEqualTo(
            new BreakerVerdict(
                "event-1",
                false,
                null,
                RULES.digest(),
                List.of(),
                List.of("breach-burst"),
                Map.of("breach-burst-max", new BigDecimal("0.9500"))));
  }

  @Test
  void saysWhatAnEventTripsAndWhatHasToBeLatched() {
    assertThat(evaluate(SampleEvents.of(EventKind.ORDER).with("activity.denialsWindow", 20)))
        .isEqualTo(
            tripped(
                new Trip(
                    new Breach(
                        "breach-burst",
                        "breach-burst",
                        "Reduce only after a burst of denials",
                        Consequence.REDUCE_ONLY,
                        Mode.ENFORCE,
                        "20",
                        "20",
                        "denials",
                        "firm",
                        List.of(),
                        "Reduce only after a burst of denials: 20 denials against the limit 20"
                            + " denials of firm.",
                        null),
                    Ends.BY_A_PERSON,
                    "account:PAPER-1"),
                "breach-burst-max",
                "1.0000"));
  }

  @Test
  void reducesOnlyWhenAFactOfTheEventIsMissing() {
    assertThat(evaluate(SampleEvents.of(EventKind.ORDER).with("activity.denialsWindow", null)))
        .isEqualTo(
            tripped(
                new Trip(
                    new Breach(
                        "breach-burst",
                        "breach-burst.missing-denials-window",
                        "Reduce only after a burst of denials",
                        Consequence.REDUCE_ONLY,
                        Mode.ENFORCE,
                        null,
                        null,
                        null,
                        null,
                        List.of("activity.denialsWindow"),
                        "The fact activity.denialsWindow is missing, and breach-burst can't be"
                            + " checked without it.",
                        null),
                    Ends.BY_A_PERSON,
                    "account:PAPER-1")));
  }

  @Test
  void asksNothingOfAnEventThatItsKindNeedNotCarry() {
    assertThat(evaluate(SampleEvents.of(EventKind.HEARTBEAT)))
        .isEqualTo(
            new BreakerVerdict(
                "event-1", false, null, RULES.digest(), List.of(), List.of(), Map.of()));
  }

  @Test
  void onlyRecordsABreakerThatIsYoungerThanTheStage() {
    BreakerVerdict verdict =
        evaluate(
            SampleEvents.of(EventKind.ORDER)
                .with("activity.denialsWindow", 20)
                .with("control.stage", "baseline"));

    assertThat(verdict.tripped()).isFalse();
    assertThat(verdict.breaches()).extracting(Breach::mode).containsExactly(Mode.MONITOR);
  }

  @Test
  void reducesOnlyUntilAPersonLooksWhenItFailsOnAnEvent() {
    try (PolicyEngine engine = engine(RULES, EngineSettings.standard())) {
      BreakerVerdict verdict = engine.evaluate((BreakerFacts) null);

      assertThat(verdict.tripped()).isTrue();
      assertThat(verdict.trips())
          .extracting(trip -> trip.breach().code(), Trip::ends, Trip::scope)
          .containsExactly(tuple("engine.error", Ends.BY_A_PERSON, "firm"));
    }
  }

  @Test
  void reducesOnlyWhileEventsTakeTooLongToJudge() {
    AtomicLong clock = new AtomicLong();
    EngineSettings slow =
        new EngineSettings(
            Duration.ofMillis(250), () -> clock.getAndAdd(Duration.ofMillis(251).toNanos()));
    try (PolicyEngine engine = engine(RULES, slow)) {
      BreakerVerdict verdict = engine.evaluate(SampleEvents.of(EventKind.HEARTBEAT).facts());

      assertThat(verdict.consequence()).isEqualTo(Consequence.REDUCE_ONLY);
      assertThat(verdict.trips())
          .extracting(trip -> trip.breach().code(), Trip::ends, Trip::scope)
          .containsExactly(tuple("engine.time-budget", Ends.BY_ITSELF, "account:PAPER-1"));
    }
  }

  @Test
  void deniesWhenItFailsItself() {
    try (PolicyEngine engine = engine(RULES, EngineSettings.standard())) {
      assertThat(engine.evaluate((OrderFacts) null).breaches())
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
