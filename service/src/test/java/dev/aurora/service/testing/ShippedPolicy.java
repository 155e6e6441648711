package dev.aurora.service.testing;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;

/** The policy of the checkout, walked as trees: the same verdicts without a compile. */
public final class ShippedPolicy {

  private static final PolicyEngine ENGINE = load();

  private ShippedPolicy() {}

  public static PolicyEngine engine() {
    return ENGINE;
  }

  private static PolicyEngine load() {
    LoadResult result = RuleSetLoader.shipped().load(Checkout.root().resolve("rules/policy"));
    return new TreePolicyEngine(((LoadResult.Loaded) result).ruleSet(), EngineSettings.untimed());
  }
}
