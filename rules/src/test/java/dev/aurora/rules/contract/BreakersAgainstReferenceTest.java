package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.contract.ReferenceBreakers.Finding;
import dev.aurora.rules.contract.ReferenceBreakers.Numbers;
import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.testing.RandomEvents;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Trip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The shipped breakers in Drools and in the trees answer as the catalogue's words do, on every case
 * and on events at the boundaries; more events with {@code -Daurora.facts=100000}.
 */
class BreakersAgainstReferenceTest {

  private static final Path SHIPPED = Path.of("policy");
  private static final long SEED = Long.getLong("aurora.seed", 20_250_305L);
  private static final int EVENTS = Integer.getInteger("aurora.facts", 20_000);

  private static PolicyEngine drools;
  private static PolicyEngine trees;

  private final ReferenceBreakers reference = new ReferenceBreakers(Numbers.ofTheCatalogue());

  @BeforeAll
  static void compile() {
    drools = DroolsPolicyEngine.compile(rules(), EngineSettings.untimed());
    trees = new TreePolicyEngine(rules(), EngineSettings.untimed());
  }

  @AfterAll
  static void close() {
    drools.close();
    trees.close();
  }

  @Test
  void answersEveryCaseAsTheCatalogueDoes() {
    List<BreakerFacts> cases =
        PolicyTests.casesOf(SHIPPED).stream().flatMap(one -> one.event().stream()).toList();

    assertThat(cases).hasSizeGreaterThan(100);
    assertThat(differences(drools, reference, cases.stream())).isEmpty();
  }

  @Test
  void answersEventsAtTheBoundariesAsTheCatalogueDoes() {
    System.out.println("aurora.seed=" + SEED + " aurora.facts=" + EVENTS);
    List<String> differences = new ArrayList<>();
    Set<String> tripped = new TreeSet<>();
    events(EVENTS)
        .forEach(
            facts -> {
              List<Finding> findings = reference.findings(facts);
              findings.stream().filter(f -> !f.missing()).forEach(f -> tripped.add(f.breaker()));
              BreakerVerdict byDrools = drools.evaluate(facts);
              compare(facts, findings, byDrools, differences);
              if (!byDrools.equals(trees.evaluate(facts)) && differences.size() < 5) {
                differences.add("Drools and trees differ: " + facts);
              }
            });

    assertThat(differences).as("seed %d", SEED).isEmpty();
    assertThat(tripped)
        .as("breakers that some event trips, or nothing was compared")
        .containsExactlyInAnyOrderElementsOf(Catalogue.BREAKERS);
  }

  @Test
  void noticesAThresholdThatMovedByOneUnit() {
    for (Numbers moved :
        List.of(
            new Numbers(21, 5, 20, 15, 60, 3),
            new Numbers(20, 6, 20, 15, 60, 3),
            new Numbers(20, 5, 19, 15, 60, 3),
            new Numbers(20, 5, 20, 14, 60, 3),
            new Numbers(20, 5, 20, 15, 59, 3),
            new Numbers(20, 5, 20, 15, 60, 4))) {
      assertThat(differences(trees, new ReferenceBreakers(moved), events(4_000)))
          .as(moved.toString())
          .isNotEmpty();
    }
  }

  private static Stream<BreakerFacts> events(int count) {
    RandomEvents random = new RandomEvents(SEED);
    return Stream.iterate(0, i -> i < count, i -> i + 1)
        .map(i -> i % 4 == 0 ? random.incomplete() : random.complete());
  }

  private static List<String> differences(
      PolicyEngine engine, ReferenceBreakers reference, Stream<BreakerFacts> events) {
    List<String> differences = new ArrayList<>();
    events.forEach(
        facts -> compare(facts, reference.findings(facts), engine.evaluate(facts), differences));
    return differences;
  }

  /** Adds what differs; the first few say enough. */
  private static void compare(
      BreakerFacts facts,
      List<Finding> findings,
      BreakerVerdict verdict,
      List<String> differences) {
    List<String> expected = said(findings);
    List<String> got =
        said(verdict.trips().stream().map(BreakersAgainstReferenceTest::of).toList());
    boolean tripped = findings.stream().anyMatch(found -> found.mode() == Mode.ENFORCE);
    boolean same = tripped == verdict.tripped() && expected.equals(got);
    if (!same && differences.size() < 5) {
      differences.add(facts + "\nthe catalogue " + expected + "\nthe engine " + got);
    }
  }

  private static Finding of(Trip trip) {
    return new Finding(
        trip.breach().control(),
        !trip.breach().missing().isEmpty(),
        trip.breach().consequence(),
        trip.breach().mode(),
        trip.ends(),
        trip.scope(),
        trip.breach().observed(),
        trip.breach().limit());
  }

  /** That facts are missing counts once a breaker: the engine names each fact. */
  private static List<String> said(List<Finding> findings) {
    return findings.stream().map(Finding::toString).distinct().sorted().toList();
  }

  private static RuleSet rules() {
    LoadResult result = RuleSetLoader.shipped().load(SHIPPED);
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).ruleSet();
  }
}
