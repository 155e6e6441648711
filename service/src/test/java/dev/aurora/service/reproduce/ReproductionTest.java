package dev.aurora.service.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.cases.PolicyCase;
import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineKind;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.override.Overridable;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.override.RuleOverride;
import dev.aurora.rules.override.StandingOverride;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.decision.DecisionRecord;
import dev.aurora.service.journal.decision.Evidence;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.Checkout;
import dev.aurora.service.testing.PolicyCopy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A record and its rule set give its verdict again, to the byte. Repeat a round with {@code
 * -Daurora.seed=<seed>}.
 */
class ReproductionTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_250_303L);
  private static final int RECORDS = 10_000;
  private static final Instant WALL = Instant.parse("2026-03-03T09:00:00Z");

  private static RuleSet shipped;
  private static List<OrderFacts> cases;

  @BeforeAll
  static void load() {
    shipped = PolicyCopy.shipped();
    cases =
        PolicyTests.casesOf(Checkout.root().resolve("rules/policy")).stream()
            .map(PolicyCase::facts)
            .filter(FactsLine.OrderLine.class::isInstance)
            .map(line -> ((FactsLine.OrderLine) line).facts())
            .toList();
  }

  @Test
  void givesEveryVerdictOfTenThousandAgain() {
    Random random = new Random(SEED);
    Set<String> seen = new TreeSet<>();
    List<Reproduction.Outcome> others = new ArrayList<>();
    try (PolicyEngine drools = DroolsPolicyEngine.compile(shipped, EngineSettings.untimed());
        Reproduction again = reproduction()) {
      String previous = DecisionRecord.GENESIS;
      for (int i = 1; i <= RECORDS; i++) {
        OrderFacts facts = mixed(random);
        OverridesAtCheck overrides = random.nextInt(3) > 0 ? overrides(random) : NONE;
        DecisionRecord record = record(i, previous, facts, overrides, drools);
        previous = record.recordHash();
        Verdict recorded = FactsJson.readVerdict(record.verdictJson());
        recorded.breaches().forEach(breach -> seen.add(kind(breach)));
        Reproduction.Outcome outcome = again.of(record);
        if (!(outcome instanceof Reproduction.Same)) {
          others.add(outcome);
        }
      }
    }
    assertThat(others).as("seed %d", SEED).isEmpty();
    assertThat(seen)
        .contains("ENFORCE missing", "ENFORCE number", "OVERRIDDEN number", "MONITOR number");
  }

  private static final OverridesAtCheck NONE = OverridesAtCheck.NONE;

  private static String kind(Breach breach) {
    return breach.mode() + (breach.missing().isEmpty() ? " number" : " missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"facts", "verdict", "overrides"})
  void noticesAFlippedByte(String where) {
    try (PolicyEngine trees = new TreePolicyEngine(shipped, EngineSettings.untimed());
        Reproduction again = reproduction()) {
      DecisionRecord good =
          record(1, DecisionRecord.GENESIS, cases.getFirst(), overrides(new Random(1)), trees);
      assertThat(again.of(good)).isInstanceOf(Reproduction.Same.class);

      assertThat(again.of(flipped(good, where)))
          .isInstanceOfSatisfying(
              Reproduction.Impossible.class,
              impossible -> assertThat(impossible.why()).contains("not as it was written"));
    }
  }

  /** The record with one digit changed and nothing else: its hash is the old one. */
  private static DecisionRecord flipped(DecisionRecord good, String where) {
    Evidence had = good.evidence();
    return new DecisionRecord(
        good.decisionId(),
        good.account(),
        good.chainIndex(),
        good.clientOrderId(),
        good.ruleSetDigest(),
        where.equals("facts") ? flip(good.factsJson()) : good.factsJson(),
        where.equals("verdict") ? flip(good.verdictJson()) : good.verdictJson(),
        good.checkedAt(),
        new Evidence(
            where.equals("overrides") ? flip(had.overridesJson()) : had.overridesJson(),
            had.checkedAt(),
            had.engine(),
            had.factSchema(),
            had.shadowVerdictJson()),
        good.previousHash(),
        good.recordHash());
  }

  private static String flip(String text) {
    return text.replaceFirst("0", "1");
  }

  @Test
  void namesAVerdictThatWasForgedWithAHashOfItsOwn() {
    OrderFacts facts = cases.getFirst();
    try (PolicyEngine trees = new TreePolicyEngine(shipped, EngineSettings.untimed());
        Reproduction again = reproduction()) {
      Verdict denied =
          cases.stream()
              .map(trees::evaluate)
              .filter(verdict -> !verdict.approved())
              .findFirst()
              .orElseThrow();
      DecisionRecord forged =
          record(1, DecisionRecord.GENESIS, facts, NONE, FactsJson.write(denied));

      assertThat(again.of(forged))
          .isInstanceOfSatisfying(
              Reproduction.Differs.class,
              differs -> assertThat(differs.decisionId()).isEqualTo(Samples.ACCOUNT + "#1"));
    }
  }

  @Test
  void givesACheckOverItsTimeBudgetAgain() {
    AtomicLong nanos = new AtomicLong();
    EngineSettings slow =
        new EngineSettings(Duration.ofMillis(250), () -> nanos.getAndAdd(300_500_000));
    try (PolicyEngine late = new TreePolicyEngine(shipped, slow);
        Reproduction again = reproduction()) {
      DecisionRecord record = record(1, DecisionRecord.GENESIS, cases.getFirst(), NONE, late);
      assertThat(record.verdictJson()).contains("engine.time-budget").contains("took 300 ms");

      assertThat(again.of(record)).isInstanceOf(Reproduction.Same.class);
    }
  }

  @Test
  void givesADenialForLackOfARuleSetAgain() {
    try (PolicyEngine none = new NoActiveRuleSet();
        Reproduction again = reproduction()) {
      DecisionRecord record = record(1, DecisionRecord.GENESIS, cases.getFirst(), NONE, none);

      assertThat(again.of(record)).isInstanceOf(Reproduction.Same.class);
    }
  }

  @Test
  void saysWhenNobodyHasTheRuleSet() {
    try (PolicyEngine trees = new TreePolicyEngine(shipped, EngineSettings.untimed());
        Reproduction again = new Reproduction(digest -> Optional.empty(), EngineKind.TREES)) {
      DecisionRecord record = record(1, DecisionRecord.GENESIS, cases.getFirst(), NONE, trees);

      assertThat(again.of(record))
          .isInstanceOfSatisfying(
              Reproduction.Impossible.class,
              impossible -> assertThat(impossible.why()).contains(shipped.digest()));
    }
  }

  private static Reproduction reproduction() {
    return new Reproduction(
        digest -> Optional.of(shipped).filter(set -> set.digest().equals(digest)),
        EngineKind.TREES);
  }

  private static DecisionRecord record(
      int index,
      String previous,
      OrderFacts facts,
      OverridesAtCheck overrides,
      PolicyEngine engine) {
    OverridesAtCheck speaking = facts.order() == null ? NONE : overrides.of(facts.order());
    return record(
        index, previous, facts, speaking, FactsJson.write(engine.evaluate(facts, speaking)));
  }

  private static DecisionRecord record(
      int index, String previous, OrderFacts facts, OverridesAtCheck speaking, String verdict) {
    return DecisionRecord.following(
        previous,
        index,
        Samples.ACCOUNT,
        "o-" + index,
        FactsJson.readVerdict(verdict).ruleSet(),
        FactsJson.write(facts),
        verdict,
        Samples.NOW,
        Evidence.of(speaking, WALL));
  }

  /** Sections of the cases of all controls, put together anew; one in thirty is missing. */
  private static OrderFacts mixed(Random random) {
    OrderFacts order = any(random);
    OrderFacts market = random.nextBoolean() ? order : any(random);
    OrderFacts account = random.nextBoolean() ? order : any(random);
    OrderFacts control = random.nextBoolean() ? order : any(random);
    return new OrderFacts(
        order.id(),
        order.now(),
        order.order(),
        kept(random, market.instrument()),
        kept(random, market.quote()),
        kept(random, market.session()),
        kept(random, account.account()),
        kept(random, account.position()),
        kept(random, account.activity()),
        kept(random, control.control()),
        random.nextInt(4) == 0 ? order.leftOut() | random.nextInt(64) : order.leftOut());
  }

  private static <T> T kept(Random random, T section) {
    return random.nextInt(30) == 0 ? null : section;
  }

  private static OrderFacts any(Random random) {
    return cases.get(random.nextInt(cases.size()));
  }

  private static OverridesAtCheck overrides(Random random) {
    List<StandingOverride> standing = new ArrayList<>();
    for (String control : Overridable.CONTROLS) {
      RuleOverride granted =
          new RuleOverride(
              "ov-" + control,
              control,
              random.nextInt(10) == 0 ? "sha256:other" : shipped.digest(),
              Samples.ACCOUNT,
              null,
              null,
              null,
              new BigDecimal(random.nextBoolean() ? "1000" : "1000000.50"),
              3,
              "news",
              "bob",
              "ann",
              WALL.minusSeconds(random.nextInt(3)),
              WALL.plusSeconds(1 + random.nextInt(3)));
      StandingOverride fresh = StandingOverride.fresh(granted);
      standing.add(random.nextBoolean() ? fresh : fresh.spent(new BigDecimal("999.999")));
    }
    return new OverridesAtCheck(WALL, standing);
  }
}
