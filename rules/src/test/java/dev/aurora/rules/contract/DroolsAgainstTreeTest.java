package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.language.SourceFile;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.RandomFacts;
import dev.aurora.rules.testing.RandomRules;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Drools and the typed trees give the same verdict, number by number, on 20 000 orders that seek
 * boundaries. Repeat a run with {@code -Daurora.seed=<seed>}.
 */
class DroolsAgainstTreeTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_250_303L);
  private static final int ORDERS = 20_000;
  private static final int RULES = 60;

  @Test
  void decidesEveryShapeOfConditionAlike() {
    System.out.println("aurora.seed=" + SEED);
    RuleSet rules = load(randomPolicy());
    try (PolicyEngine drools = DroolsPolicyEngine.compile(rules, EngineSettings.untimed());
        PolicyEngine trees = new TreePolicyEngine(rules, EngineSettings.untimed())) {
      List<OrderFacts> orders = orders();

      assertThat(differences(drools, trees, orders)).as("seed %d", SEED).isEmpty();
      assertThat(orders.stream().map(trees::evaluate).mapToInt(v -> v.breaches().size()).sum())
          .as("rules that matched, or nothing was compared")
          .isGreaterThan(ORDERS);
    }
  }

  @Test
  void decidesTheShippedPolicyAlike() {
    RuleSet rules = loaded(RuleSetLoader.shipped().load(Path.of("policy")));
    try (PolicyEngine drools = DroolsPolicyEngine.compile(rules, EngineSettings.untimed());
        PolicyEngine trees = new TreePolicyEngine(rules, EngineSettings.untimed())) {
      List<OrderFacts> orders = orders();

      assertThat(differences(drools, trees, orders)).as("seed %d", SEED).isEmpty();
      assertThat(brokenControls(trees, orders))
          .as("controls that some order breaks, or nothing was compared")
          .hasSizeGreaterThan(25);
    }
  }

  private static Set<String> brokenControls(PolicyEngine engine, List<OrderFacts> orders) {
    return orders.stream()
        .flatMap(facts -> engine.evaluate(facts).breaches().stream())
        .filter(breach -> breach.missing().isEmpty())
        .map(Breach::control)
        .collect(Collectors.toSet());
  }

  @Test
  void noticesAThresholdThatMovedByOneUnit() {
    List<SourceFile> policy = quantityAbove("10000");
    List<SourceFile> moved = quantityAbove("10001");
    try (PolicyEngine drools = DroolsPolicyEngine.compile(load(policy), EngineSettings.untimed());
        PolicyEngine trees = new TreePolicyEngine(load(moved), EngineSettings.untimed())) {
      assertThat(differences(drools, trees, orders())).isNotEmpty();
    }
  }

  private static List<SourceFile> quantityAbove(String number) {
    return List.of(
        Policies.limits(),
        Policies.control(
            "order-quantity-max",
            Policies.deny("order-quantity-max", "Deny a quantity", "quantity > " + number)));
  }

  private static List<String> differences(
      PolicyEngine one, PolicyEngine other, List<OrderFacts> orders) {
    List<String> differences = new ArrayList<>();
    for (OrderFacts facts : orders) {
      Verdict a = one.evaluate(facts);
      Verdict b = other.evaluate(facts);
      boolean same =
          a.breaches().equals(b.breaches())
              && a.utilisation().equals(b.utilisation())
              && a.approved() == b.approved();
      if (!same && differences.size() < 3) {
        differences.add(facts + "\n" + onlyIn(a, b) + "\n" + onlyIn(b, a));
      }
    }
    return differences;
  }

  private static List<Breach> onlyIn(Verdict one, Verdict other) {
    return one.breaches().stream().filter(breach -> !other.breaches().contains(breach)).toList();
  }

  private static List<OrderFacts> orders() {
    RandomFacts random = new RandomFacts(SEED);
    List<OrderFacts> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      orders.add(i % 10 == 0 ? random.incomplete() : random.complete());
    }
    return orders;
  }

  /** Rules that the checker accepts; what can never or always fire is drawn again. */
  private static List<SourceFile> randomPolicy() {
    SourceFile limits =
        Policies.limits(Policies.scope("strategy:momentum", "orderValueMax(\"50 000\")"));
    RuleSet bare = load(List.of(limits, tier(0, "quantity > 5")));
    OrderFacts sample = new RandomFacts(SEED + 1).complete();
    OrderCheck check = new OrderCheck(sample, bare.limits().bind(null, null, null, null, null));
    RandomRules random = new RandomRules(SEED + 2, check);
    StringBuilder rules = new StringBuilder("package policy;\n");
    for (int accepted = 0; accepted < RULES; ) {
      String text = random.condition(3);
      SourceFile alone = tier(accepted, text);
      if (RuleSetLoader.shipped().load(List.of(limits, alone)) instanceof LoadResult.Loaded) {
        rules.append(alone.text().replace("package policy;", ""));
        accepted++;
      }
    }
    String path = "pretrade/order-value-max/order-value-max.drl";
    return List.of(limits, new SourceFile(path, rules.toString()));
  }

  private static SourceFile tier(int number, String condition) {
    return Policies.control(
        "order-value-max",
        Policies.deny(
            "order-value-max",
            "Rule " + number + ": " + condition.replace('"', ' '),
            condition,
            "@tier(\"" + number + "\")"));
  }

  private static RuleSet load(List<SourceFile> policy) {
    return loaded(RuleSetLoader.shipped().load(policy));
  }

  private static RuleSet loaded(LoadResult result) {
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).ruleSet();
  }
}
