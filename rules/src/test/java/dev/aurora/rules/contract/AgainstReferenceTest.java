package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.contract.ReferencePolicy.Finding;
import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.testing.RandomFacts;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The shipped rules, in Drools and in the trees, answer as the catalogue written in plain Java: on
 * every case, and on orders that seek boundaries. Repeat a run with {@code -Daurora.seed=<seed>};
 * more orders with {@code -Daurora.facts=100000}.
 */
class AgainstReferenceTest {

  private static final Path SHIPPED = Path.of("policy");
  private static final long SEED = Long.getLong("aurora.seed", 20_250_304L);
  private static final int ORDERS = Integer.getInteger("aurora.facts", 20_000);

  private final ReferencePolicy reference = new ReferencePolicy(ReferenceLimits.shipped());

  @Test
  void answersEveryCaseAsTheCatalogueDoes() {
    List<OrderFacts> cases =
        PolicyTests.casesOf(SHIPPED).stream().flatMap(one -> one.order().stream()).toList();
    try (PolicyEngine drools = drools()) {
      assertThat(cases).hasSizeGreaterThan(300);
      assertThat(differences(drools, reference, cases.stream())).isEmpty();
    }
  }

  @Test
  void answersOrdersAtTheBoundariesAsTheCatalogueDoes() {
    System.out.println("aurora.seed=" + SEED + " aurora.facts=" + ORDERS);
    try (PolicyEngine drools = drools();
        PolicyEngine trees = new TreePolicyEngine(rules(), EngineSettings.untimed())) {
      List<String> differences = new ArrayList<>();
      orders(ORDERS)
          .forEach(
              facts -> {
                List<Finding> findings = reference.findings(facts);
                compare(facts, findings, drools.evaluate(facts), differences);
                compare(facts, findings, trees.evaluate(facts), differences);
              });
      assertThat(differences).as("seed %d", SEED).isEmpty();
    }
  }

  @Test
  void noticesAThresholdThatMovedByOneUnit() {
    try (PolicyEngine trees = new TreePolicyEngine(rules(), EngineSettings.untimed())) {
      for (String[] moved :
          new String[][] {
            {"orderQuantityMax", "10001"}, {"decisionAgeMax", "121"}, {"priceCollarBps", "501"}
          }) {
        ReferencePolicy wrong = new ReferencePolicy(ReferenceLimits.moved(moved[0], moved[1]));
        assertThat(differences(trees, wrong, orders(4_000))).as(moved[0]).isNotEmpty();
      }
    }
  }

  private static Stream<OrderFacts> orders(int count) {
    RandomFacts random = new RandomFacts(SEED);
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> i % 5 == 0 ? random.incomplete() : random.complete());
  }

  private static List<String> differences(
      PolicyEngine engine, ReferencePolicy reference, Stream<OrderFacts> orders) {
    List<String> differences = new ArrayList<>();
    orders.forEach(
        facts -> compare(facts, reference.findings(facts), engine.evaluate(facts), differences));
    return differences;
  }

  /** Adds what differs; the first few say enough. */
  private static void compare(
      OrderFacts facts, List<Finding> findings, Verdict verdict, List<String> differences) {
    List<String> expected = said(findings);
    List<String> got = said(ofVerdict(verdict));
    boolean approved = findings.stream().noneMatch(found -> found.mode() == Mode.ENFORCE);
    boolean same = approved == verdict.approved() && expected.equals(got);
    if (!same && differences.size() < 5) {
      differences.add(difference(facts, expected, got));
    }
  }

  private static String difference(OrderFacts facts, List<String> expected, List<String> got) {
    List<String> lacks = new ArrayList<>(expected);
    got.forEach(lacks::remove);
    List<String> more = new ArrayList<>(got);
    expected.forEach(more::remove);
    return facts + "\nonly the catalogue finds " + lacks + "\nonly the engine finds " + more;
  }

  private static List<Finding> ofVerdict(Verdict verdict) {
    return verdict.breaches().stream().map(AgainstReferenceTest::ofBreach).toList();
  }

  private static Finding ofBreach(Breach breach) {
    return new Finding(
        breach.control(),
        !breach.missing().isEmpty(),
        breach.consequence(),
        breach.mode(),
        breach.observed(),
        breach.limit(),
        breach.scope());
  }

  /**
   * In comparable words. That facts are missing counts once a control: the engine names each fact,
   * the reference stops at the first.
   */
  private static List<String> said(List<Finding> findings) {
    return Stream.concat(
            findings.stream().filter(f -> !f.missing()).map(Finding::toString),
            findings.stream()
                .filter(Finding::missing)
                .map(f -> f.control() + " misses a fact")
                .distinct())
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static PolicyEngine drools() {
    return DroolsPolicyEngine.compile(rules(), EngineSettings.untimed());
  }

  private static RuleSet rules() {
    LoadResult result = RuleSetLoader.shipped().load(SHIPPED);
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).ruleSet();
  }
}
