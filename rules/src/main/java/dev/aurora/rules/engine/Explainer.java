package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.CompiledCondition.Leaf;
import dev.aurora.rules.language.Truth;
import java.util.List;
import java.util.Set;

/**
 * Says for one order or event what every rule and every comparison in it sees. Thread-safe; pure.
 */
public final class Explainer {

  private final OrderJudge orders;
  private final BreakerJudge breakers;
  private final PromotionJudge promotions;

  public Explainer(RuleSet ruleSet) {
    this.orders = new OrderJudge(ruleSet);
    this.breakers = new BreakerJudge(ruleSet);
    this.promotions = new PromotionJudge(ruleSet);
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

  /** Every rule over such facts, in catalogue order. */
  public List<RuleExplanation> explain(FactsLine.Readable line) {
    return switch (line) {
      case FactsLine.OrderLine order -> explain(order.facts());
      case FactsLine.EventLine event -> explain(event.facts());
      case FactsLine.PromotionLine promotion -> explain(promotion.facts());
    };
  }

  /** Every rule over orders, in catalogue order. */
  public List<RuleExplanation> explain(OrderFacts facts) {
    return explain(orders, facts);
  }

  /** Every breaker's rule, in catalogue order. */
  public List<RuleExplanation> explain(BreakerFacts facts) {
    return explain(breakers, facts);
  }

  /** Every go / no-go condition, in catalogue order. */
  public List<RuleExplanation> explain(PromotionFacts facts) {
    return explain(promotions, facts);
  }

  private static <I, F extends RuleFact> List<RuleExplanation> explain(
      Judge<I, F, ?> judge, I facts) {
    F check = judge.check(facts);
    return judge.rules().stream()
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
