package dev.aurora.rules.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.testing.RandomFacts;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forbidden outcome: an override lets pass what no override may. */
class OverridingTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_250_303L);
  private static final int ORDERS = 10_000;
  private static final Instant WALL = Instant.parse("2026-03-03T09:00:00Z");

  /** Spelled out here a second time: what {@link Overridable} must never come to hold. */
  private static final Set<String> NEVER =
      Set.of(
          "order-form",
          "authority",
          "price-increment",
          "lot-size",
          "order-quantity-max",
          "order-value-max",
          "reference-price-age",
          "submit-rate",
          "message-rate",
          "repeated-execution",
          "position-max",
          "buying-power",
          "credit-threshold",
          "daily-loss",
          "drawdown",
          "restricted-symbol",
          "market-halt",
          "trading-session",
          "self-trade",
          "corporate-action",
          "stale-decision",
          "data-gate",
          "reconciliation",
          "trading-state",
          "rule-set-integrity",
          "deployment-envelope",
          "engine",
          "rules");

  private static PolicyEngine engine;

  @BeforeAll
  static void load() {
    LoadResult.Loaded loaded = (LoadResult.Loaded) RuleSetLoader.shipped().load(Path.of("policy"));
    engine = new TreePolicyEngine(loaded.ruleSet(), EngineSettings.untimed());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void neverApprovesWhatAControlDeniesThatCantBeOverridden() {
    RandomFacts random = new RandomFacts(SEED);
    Random choice = new Random(SEED);
    int overridden = 0;
    int kept = 0;
    for (int i = 0; i < ORDERS; i++) {
      OrderFacts facts =
          i % 2 == 0 ? mild(choice) : i % 9 == 0 ? random.incomplete() : random.complete();
      Verdict plain = engine.evaluate(facts);
      Verdict under = engine.evaluate(facts, everything());
      boolean forbidden = plain.breaches().stream().anyMatch(OverridingTest::isForbidden);

      if (forbidden) {
        kept++;
        assertThat(under.approved()).as("seed %d: %s", SEED, plain.breaches()).isFalse();
      }
      overridden += under.approved() && !plain.approved() ? 1 : 0;
      assertThat(under.breaches())
          .extracting(Breach::control, Breach::observed, Breach::limit)
          .as("an override hides nothing")
          .isEqualTo(
              plain.breaches().stream()
                  .map(b -> tuple(b.control(), b.observed(), b.limit()))
                  .toList());
    }
    assertThat(kept).as("or nothing was asked").isGreaterThan(3_000);
    assertThat(overridden).as("or nothing is ever overridden").isGreaterThan(300);
  }

  /** A clean buy that breaks one control or a few: random facts break nearly all at once. */
  private static OrderFacts mild(Random choice) {
    Map<String, Object> changes = new LinkedHashMap<>();
    MILD.forEach(
        (path, value) -> {
          if (choice.nextInt(MILD.size()) < 2) {
            changes.put(path, value.isEmpty() ? null : value);
          }
        });
    return SampleFacts.cleanBuy().with(changes).facts();
  }

  /** What breaks a control, by path; empty = missing. */
  private static final Map<String, String> MILD =
      Map.ofEntries(
          Map.entry("order.limitPrice", "240"),
          Map.entry("order.quantity", "10001"),
          Map.entry("activity.identicalOrders", "1"),
          Map.entry("account.grossExposure", "1999999"),
          Map.entry("account.netExposure", "999999"),
          Map.entry("account.ordersToday", "20000"),
          Map.entry("account.buyingPower", "1"),
          Map.entry("account.openBreaks", "1"),
          Map.entry("activity.losingExits", "4"),
          Map.entry("instrument.averageDailyVolume", "9999"),
          Map.entry("quote.previousClose", "100"),
          Map.entry("quote.asOf", ""),
          // Missing facts of controls that can be overridden.
          Map.entry("activity.messagesSession", ""),
          Map.entry("position.workingBuyOrders", ""),
          Map.entry("account.sectorExposure", ""),
          Map.entry("control.tradingState", "HALTED"),
          Map.entry("session.phase", "CLOSED"),
          Map.entry("control.permitted", ""),
          Map.entry("account.equity", "970000"));

  private static boolean isForbidden(Breach breach) {
    return breach.mode() == Mode.ENFORCE
        && (NEVER.contains(breach.control())
            || !breach.code().equals(breach.control())
            || breach.consequence() != Consequence.DENY_ORDER);
  }

  /** An override of everything that can be, as wide as one can be. */
  private static OverridesAtCheck everything() {
    return new OverridesAtCheck(
        WALL,
        Overridable.CONTROLS.stream()
            .map(control -> StandingOverride.fresh(override(control, "1000000000000", 1_000)))
            .toList());
  }

  @Test
  void everyControlEitherCanBeOverriddenOrNever() {
    assertThat(Catalogue.PRETRADE)
        .allMatch(control -> Overridable.isControl(control) != NEVER.contains(control));
    assertThat(Catalogue.BASELINE).noneMatch(Overridable::isControl);
  }

  @Test
  void anOverriddenOrderIsApprovedAndRecordedAsOverridden() {
    Verdict under = engine.evaluate(collar("300"), standing(override("price-collar", "15000", 1)));

    assertThat(under.approved()).isTrue();
    assertThat(under.consequence()).isNull();
    assertThat(under.breaches()).hasSize(1);
    Breach breach = under.breaches().getFirst();
    assertThat(breach.mode()).isEqualTo(Mode.OVERRIDDEN);
    assertThat(breach.override()).isEqualTo("ov-price-collar");
    assertThat(breach.message()).contains("bob and ann", "news", "ov-price-collar");
  }

  @ParameterizedTest(name = "{0} at the check: {1}")
  @CsvSource({
    "2026-03-03T08:59:59.999999Z, false",
    "2026-03-03T09:00:00Z, true",
    "2026-03-03T16:59:59.999999Z, true",
    "2026-03-03T17:00:00Z, false",
    "2026-03-03T17:00:00.000001Z, false",
  })
  void countsFromItsBeginningAndNoMoreAtItsExpiry(Instant at, boolean live) {
    OverridesAtCheck overrides =
        new OverridesAtCheck(
            at, List.of(StandingOverride.fresh(override("price-collar", "15000", 1))));

    assertThat(engine.evaluate(collar("300"), overrides).approved()).isEqualTo(live);
  }

  @Test
  void aDenialSaysWhyAnOverrideDoesNotHelp() {
    RuleOverride granted = override("price-collar", "15000", 1);
    StandingOverride fresh = StandingOverride.fresh(granted);
    StandingOverride spent = new StandingOverride(granted, new BigDecimal("1"), 0, null, null);
    StandingOverride small = new StandingOverride(granted, new BigDecimal("14999"), 1, null, null);
    StandingOverride revoked = new StandingOverride(granted, granted.valueMax(), 1, WALL, "bob");

    assertThat(denial(WALL.plus(Duration.ofHours(8)), fresh))
        .contains("expired at 2026-03-03T17:00");
    assertThat(denial(WALL, spent)).contains("is used up: it covered 1 order(s)");
    assertThat(denial(WALL, small)).contains("14999 of its 15000 are left").contains("is 15000.");
    assertThat(denial(WALL, revoked)).contains("was revoked at " + WALL + " by bob");
    // By the clock of another process; who can see it goes by it.
    assertThat(denial(WALL.minusMillis(5), revoked)).contains("was revoked at " + WALL);
  }

  private static String denial(Instant at, StandingOverride one) {
    Verdict verdict = engine.evaluate(collar("300"), new OverridesAtCheck(at, List.of(one)));
    assertThat(verdict.approved()).isFalse();
    return verdict.breaches().getFirst().message();
  }

  @Test
  void whatWasGrantedUnderAnotherRuleSetCountsForNothing() {
    RuleOverride before =
        new RuleOverride(
            "ov-1",
            "price-collar",
            "sha256:before",
            "PAPER-1",
            null,
            null,
            null,
            new BigDecimal("15000"),
            1,
            "news",
            "bob",
            "ann",
            WALL,
            WALL.plusSeconds(60));

    Verdict under = engine.evaluate(collar("300"), standing(before));

    assertThat(under.approved()).isFalse();
    assertThat(under.breaches().getFirst().message()).contains("another rule set, sha256:before");
  }

  @Test
  void nothingIsLiftedWhileAnotherBreachStands() {
    OrderFacts halted =
        SampleFacts.cleanBuy()
            .with(
                Map.of(
                    "order.quantity",
                    "50",
                    "order.limitPrice",
                    "300",
                    "control.tradingState",
                    "HALTED"))
            .facts();

    Verdict under = engine.evaluate(halted, standing(override("price-collar", "15000", 1)));

    assertThat(under.approved()).isFalse();
    assertThat(under.breaches()).extracting(Breach::mode).containsOnly(Mode.ENFORCE);
    assertThat(under.breaches().getFirst().message())
        .contains("would lift this alone; trading-state stands");
  }

  @Test
  void coversItsOwnScopeOnly() {
    RuleOverride one =
        new RuleOverride(
            "ov-1",
            "price-collar",
            engine.ruleSetDigest(),
            "PAPER-1",
            "momentum",
            "AAPL",
            "c-1",
            new BigDecimal("15000"),
            1,
            "news",
            "bob",
            "ann",
            WALL,
            WALL.plusSeconds(60));

    assertThat(approves(one, Map.of())).isTrue();
    assertThat(approves(one, Map.of("order.clientOrderId", "c-2"))).isFalse();
    assertThat(approves(one, Map.of("order.strategy", "other"))).isFalse();
    assertThat(approves(one, Map.of("order.account", "PAPER-2"))).isFalse();
    assertThat(approves(one, Map.of("order.symbol", "IBM", "instrument.symbol", "IBM"))).isFalse();
  }

  private static boolean approves(RuleOverride one, Map<String, Object> changes) {
    OrderFacts facts =
        SampleFacts.cleanBuy()
            .with(Map.of("order.quantity", "50", "order.limitPrice", "300"))
            .with(changes)
            .facts();
    return engine.evaluate(facts, standing(one)).approved();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-value-max", "trading-state", "engine", "no-such-control"})
  void cantBeMadeForAnyOtherControl(String control) {
    assertThatThrownBy(() -> override(control, "1", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't be overridden");
  }

  @Test
  void cantBeMadeByOnePersonNorForLongerThanADay() {
    assertThatThrownBy(() -> override("ann", "ann", WALL.plusSeconds(1)))
        .hasMessageContaining("two persons");
    assertThatThrownBy(() -> override("bob", "ann", WALL.plus(Duration.ofDays(1)).plusNanos(1)))
        .hasMessageContaining("a day at most");
    assertThatThrownBy(() -> override("bob", "ann", WALL)).hasMessageContaining("expires after");
    assertThat(override("bob", "ann", WALL.plus(Duration.ofDays(1))).isLiveAt(WALL)).isTrue();
  }

  /** 50 units far above the collar: value 50 x price. */
  private static OrderFacts collar(String price) {
    return SampleFacts.cleanBuy()
        .with(Map.of("order.quantity", "50", "order.limitPrice", price))
        .facts();
  }

  private static OverridesAtCheck standing(RuleOverride one) {
    return new OverridesAtCheck(WALL, List.of(StandingOverride.fresh(one)));
  }

  private static RuleOverride override(String control, String value, int orders) {
    return new RuleOverride(
        "ov-" + control,
        control,
        engine.ruleSetDigest(),
        "PAPER-1",
        null,
        null,
        null,
        new BigDecimal(value),
        orders,
        "news",
        "bob",
        "ann",
        WALL,
        WALL.plus(Duration.ofHours(8)));
  }

  private static RuleOverride override(String asks, String approves, Instant expires) {
    return new RuleOverride(
        "ov-1",
        "cooldown",
        engine.ruleSetDigest(),
        "PAPER-1",
        null,
        null,
        null,
        BigDecimal.ONE,
        1,
        "news",
        asks,
        approves,
        WALL,
        expires);
  }
}
