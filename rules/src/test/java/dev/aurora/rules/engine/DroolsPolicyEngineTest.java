package dev.aurora.rules.engine;

class DroolsPolicyEngineTest extends PolicyEngineContract {

  @Override
  PolicyEngine engine(RuleSet ruleSet, EngineSettings settings) {
    return DroolsPolicyEngine.compile(ruleSet, settings);
  }
}
