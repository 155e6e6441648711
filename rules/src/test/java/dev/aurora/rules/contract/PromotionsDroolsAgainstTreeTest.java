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
import dev.aurora.rules.fact.promotion.PromotionCheck;
import dev.aurora.rules.fact.promotion.PromotionCheckSchema;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.testing.Policies;
import dev.aurora.rules.testing.RandomPromotions;
import dev.aurora.rules.verdict.PromotionVerdict;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a go / no-go condition reads, the engine reads it as the tree does. */
class PromotionsDroolsAgainstTreeTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_250_306L);
  private static final int CANDIDATES = 3_000;

  private static final List<FactField<PromotionCheck>> FIELDS =
      PromotionCheckSchema.INSTANCE.fields().stream()
          .filter(field -> !field.raw() && !field.name().startsWith("limits."))
          .toList();

  @Test
  void readsEveryFieldOfTheRegistryAlike() {
    RuleSet rules = oneRuleAField();
    Set<String> fired = agreeOn(rules);
    assertThat(fired).as("rules that matched, or nothing was compared").hasSameSizeAs(FIELDS);
  }

  @Test
  void answersTheShippedConditionsAlikeAndLetsNothingGoThatLacksAFact() {
    RuleSet shipped =
        ((LoadResult.Loaded) RuleSetLoader.shipped().load(Path.of("policy"))).ruleSet();
    assertThat(agreeOn(shipped)).hasSizeGreaterThan(10);
  }

  private static Set<String> agreeOn(RuleSet rules) {
    Set<String> fired = new HashSet<>();
    try (PolicyEngine drools = DroolsPolicyEngine.compile(rules, EngineSettings.untimed());
        PolicyEngine trees = new TreePolicyEngine(rules, EngineSettings.untimed())) {
      RandomPromotions random = new RandomPromotions(SEED);
      for (int i = 0; i < CANDIDATES; i++) {
        PromotionFacts facts = i % 4 == 0 ? random.incomplete() : random.complete();
        PromotionVerdict verdict = drools.evaluate(facts);
        assertThat(verdict).as("seed %d: %s", SEED, facts).isEqualTo(trees.evaluate(facts));
        verdict.breaches().forEach(breach -> fired.add(breach.rule()));
      }
    }
    return fired;
  }

  private static RuleSet oneRuleAField() {
    String[] rules =
        FIELDS.stream()
            .map(
                field ->
                    Policies.noGo(
                        "l0-green",
                        "Rule of " + field.name(),
                        condition(field),
                        "@tier(\"" + field.name() + "\")"))
            .toArray(String[]::new);
    LoadResult result =
        RuleSetLoader.shipped()
            .load(List.of(Policies.limits(), Policies.promotion("l0-green", rules)));
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    return ((LoadResult.Loaded) result).ruleSet();
  }

  private static String condition(FactField<PromotionCheck> field) {
    return switch (field.type()) {
      case DECIMAL -> field.name() + " > 0";
      case BOOLEAN -> field.name();
      case TEXT -> field.name() + " != \"LIVE\"";
      case INTEGER -> throw new IllegalArgumentException(field.name());
    };
  }
}
