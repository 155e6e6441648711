package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.breaker.BreakerCheck;
import dev.aurora.rules.fact.breaker.BreakerCheckSchema;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.RandomEvents;
import dev.aurora.rules.verdict.BreakerVerdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever an officer's breaker reads, the engine reads it as the tree does. */
class BreakersDroolsAgainstTreeTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_250_306L);
  private static final int EVENTS = 4_000;

  private static final List<FactField<BreakerCheck>> FIELDS =
      BreakerCheckSchema.INSTANCE.fields().stream()
          .filter(field -> !field.raw() && !field.name().startsWith("limits."))
          .toList();

  @Test
  void readsEveryFieldOfTheRegistryAlike() {
    RuleSet rules = oneRuleAField();
    assertThat(rules.rules()).hasSameSizeAs(FIELDS);
    Set<String> fired = new HashSet<>();
    try (PolicyEngine drools = DroolsPolicyEngine.compile(rules, EngineSettings.untimed());
        PolicyEngine trees = new TreePolicyEngine(rules, EngineSettings.untimed())) {
      RandomEvents random = new RandomEvents(SEED);
      for (int i = 0; i < EVENTS; i++) {
        BreakerFacts facts = i % 10 == 0 ? random.incomplete() : random.complete();
        BreakerVerdict verdict = drools.evaluate(facts);
        assertThat(verdict).as("seed %d: %s", SEED, facts).isEqualTo(trees.evaluate(facts));
        verdict.breaches().forEach(breach -> fired.add(breach.rule()));
      }
    }
    assertThat(fired).as("rules that matched, or nothing was compared").hasSameSizeAs(FIELDS);
  }

  private static RuleSet oneRuleAField() {
    String[] rules =
        FIELDS.stream()
            .map(
                field ->
                    Policies.reduceOnly(
                        "breach-burst",
                        "Rule of " + field.name(),
                        "withActivity, " + condition(field),
                        "@tier(\"" + field.name() + "\")"))
            .toArray(String[]::new);
    LoadResult result =
        RuleSetLoader.shipped()
            .load(List.of(Policies.limits(), Policies.breaker("breach-burst", rules)));
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).ruleSet();
  }

  private static String condition(FactField<BreakerCheck> field) {
    return switch (field.type()) {
      case DECIMAL -> field.name() + " > 0";
      case BOOLEAN -> field.name();
      case TEXT -> field.name() + " != \"BUY\"";
      case INTEGER -> throw new IllegalArgumentException(field.name());
    };
  }
}
