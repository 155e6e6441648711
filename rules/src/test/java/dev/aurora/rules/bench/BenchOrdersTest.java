package dev.aurora.rules.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benches compare does the same work. */
class BenchOrdersTest {

  @Test
  void areCleanOrBreakAboutSixRules() {
    try (PolicyEngine shipped =
        new TreePolicyEngine(BenchPolicies.ruleSet("shipped"), EngineSettings.untimed())) {
      assertThat(breaches(shipped, BenchOrders.CLEAN)).containsOnly(0);
      assertThat(average(breaches(shipped, BenchOrders.BREACH_HEAVY))).isBetween(5.5, 6.5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 100, 400})
  void breakTheSameGeneratedRulesInTheEngineAndInPlainJava(int rules) {
    GeneratedReference reference = new GeneratedReference(rules);
    try (PolicyEngine engine =
        new TreePolicyEngine(
            BenchPolicies.ruleSet(Integer.toString(rules)), EngineSettings.untimed())) {
      for (BenchOrders orders : BenchOrders.values()) {
        for (OrderFacts facts : orders.all()) {
          List<String> expected =
              reference.evaluate(facts).breaches().stream().map(b -> b.rule()).sorted().toList();
          assertThat(engine.evaluate(facts).breaches())
              .extracting(breach -> breach.rule())
              .containsExactlyInAnyOrderElementsOf(expected);
        }
      }
      assertThat(breaches(engine, BenchOrders.CLEAN)).containsOnly(0);
      assertThat(average(breaches(engine, BenchOrders.BREACH_HEAVY))).isBetween(4.5, 6.5);
    }
  }

  private static List<Integer> breaches(PolicyEngine engine, BenchOrders orders) {
    return Arrays.stream(orders.all()).map(engine::evaluate).map(v -> v.breaches().size()).toList();
  }

  private static double average(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }
}
