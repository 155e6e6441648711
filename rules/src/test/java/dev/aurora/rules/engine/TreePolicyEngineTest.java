package dev.aurora.rules.engine;

class TreePolicyEngineTest extends PolicyEngineContract {

  @Override
  PolicyEngine engine(RuleSet ruleSet, EngineSettings settings) {
    return new TreePolicyEngine(ruleSet, settings);
  }
}
