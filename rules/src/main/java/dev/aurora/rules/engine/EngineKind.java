package dev.aurora.rules.engine;

/** What runs the rules. */
public enum EngineKind {
  /** The officers' text, compiled by Drools, as in production. */
  DROOLS,
  /** The typed trees of the same rules: starts at once, and answers alike. */
  TREES;

  /** An engine for a rule set. */
  public PolicyEngine engine(RuleSet ruleSet, EngineSettings settings) {
    return switch (this) {
      case DROOLS -> DroolsPolicyEngine.compile(ruleSet, settings);
      case TREES -> new TreePolicyEngine(ruleSet, settings);
    };
  }
}
