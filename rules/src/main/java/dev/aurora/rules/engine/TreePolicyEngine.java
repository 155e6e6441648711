package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.language.Truth;

/**
 * Answers from the typed trees alone, without Drools: the reference that the contract test holds
 * Drools against, and the quick start for a few orders. Thread-safe.
 */
public final class TreePolicyEngine extends RuleSetEngine {

  public TreePolicyEngine(RuleSet ruleSet) {
    this(ruleSet, EngineSettings.standard());
  }

  public TreePolicyEngine(RuleSet ruleSet, EngineSettings settings) {
    super(ruleSet, settings);
  }

  @Override
  Truth[] decideComplete(OrderCheck check) {
    return decideByTree(check);
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }
}
