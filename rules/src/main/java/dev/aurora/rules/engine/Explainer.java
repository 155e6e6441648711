package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.CompiledCondition.Leaf;
import dev.aurora.rules.language.Truth;
import java.util.List;
import java.util.Set;

/** Says for one order what every rule and every comparison in it sees. Thread-safe; pure. */
public final class Explainer {

  private final RuleSet ruleSet;
  private final List<BoundRule<OrderCheck>> rules;

  public Explainer(RuleSet ruleSet) {
    this.ruleSet = ruleSet;
    this.rules = BoundRule.all(ruleSet, OrderCheckSchema.INSTANCE);
  }

  /**
   * What one rule sees.
   *
   * @param truth TRUE = broken, UNKNOWN = a fact is missing
   * @param missing JSON paths of those facts
   * @param leaves its comparisons in the order of the text
   */
  public record RuleExplanation(
      CheckRule rule, Truth truth, Set<String> missing, List<Leaf> leaves) {

    public RuleExplanation {
      leaves = List.copyOf(leaves);
    }
  }

  /** Every rule, in catalogue order. */
  public List<RuleExplanation> explain(OrderFacts facts) {
    OrderCheck check = new OrderCheck(facts, OrderLimits.bind(ruleSet.limits(), facts));
    return rules.stream()
        .map(
            rule ->
                new RuleExplanation(
                    rule.rule(),
                    rule.condition().truth(check),
                    rule.condition().missing(check),
                    rule.condition().leaves(check)))
        .toList();
  }
}
