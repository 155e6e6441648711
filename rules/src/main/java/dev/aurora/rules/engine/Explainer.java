package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.CompiledCondition.Leaf;
import dev.aurora.rules.language.LimitComparison;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
   * @param mode whether it binds at the stage of the facts
   * @param missing JSON paths of those facts
   * @param leaves its comparisons in the order of the text
   * @param limit the limit that it holds something against; null when there is none or it can't be
   *     read here
   */
  public record RuleExplanation(
      CheckRule rule,
      Truth truth,
      Mode mode,
      Set<String> missing,
      List<Leaf> leaves,
      @Nullable LimitSeen limit) {

    public RuleExplanation {
      leaves = List.copyOf(leaves);
    }
  }

  /**
   * A limit as a rule sees it.
   *
   * @param name as rules write it, such as {@code orderValueMax}
   * @param scope whose limit binds, such as {@code firm}
   * @param unit of both numbers
   */
  public record LimitSeen(
      String name, String scope, String unit, BigDecimal observed, BigDecimal limit) {}

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
                    Breaches.mode(rule, check.enforcingStage()),
                    rule.condition().missing(check),
                    rule.condition().leaves(check),
                    limit(rule, check)))
        .toList();
  }

  private static <F extends RuleFact> @Nullable LimitSeen limit(BoundRule<F> rule, F check) {
    LimitComparison<F> comparison = rule.condition().limitComparison().orElse(null);
    if (comparison == null) {
      return null;
    }
    BigDecimal observed = comparison.observed(check).orElse(null);
    BigDecimal limit = comparison.limit(check).orElse(null);
    LimitBook.Bound bound = check.getLimits().bound(comparison.limitName()).orElse(null);
    return observed == null || limit == null || bound == null
        ? null
        : new LimitSeen(
            comparison.limitName(),
            bound.scope(),
            check.unitText(comparison.unit()),
            observed,
            limit);
  }
}
