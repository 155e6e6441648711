package dev.aurora.rules.engine;

import dev.aurora.rules.fact.RuleFact;
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
  <F extends RuleFact> Truth[] decideComplete(Judge<?, F, ?> judge, F check) {
    return judge.decideByTree(check);
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }
}
