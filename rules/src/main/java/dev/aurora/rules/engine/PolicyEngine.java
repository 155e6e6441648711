package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;

/**
 * A rule set that is ready to answer. Thread-safe. It never throws for an order or event: whatever
 * goes wrong inside is a breach with the code {@code engine.error}, which denies the order, or
 * reduces only after the event.
 */
public interface PolicyEngine extends AutoCloseable {

  /** Checks one order against every rule. */
  Verdict evaluate(OrderFacts facts);

  /** Holds one event against every breaker. */
  BreakerVerdict evaluate(BreakerFacts facts);

  /** Holds one candidate against every go / no-go condition. */
  PromotionVerdict evaluate(PromotionFacts facts);

  /**
   * Checks one order under the overrides that stand. An engine that knows of none lets none count.
   */
  default Verdict evaluate(OrderFacts facts, OverridesAtCheck overrides) {
    return evaluate(facts);
  }

  /** Answers whatever a line of facts held. */
  default Answer answer(FactsLine.Readable line) {
    return answer(line, OverridesAtCheck.NONE);
  }

  /** Answers whatever a line of facts held; overrides are of orders only. */
  default Answer answer(FactsLine.Readable line, OverridesAtCheck overrides) {
    return switch (line) {
      case FactsLine.OrderLine order -> evaluate(order.facts(), overrides);
      case FactsLine.EventLine event -> evaluate(event.facts());
      case FactsLine.PromotionLine promotion -> evaluate(promotion.facts());
    };
  }

  /** Digest of rules and limits, {@code sha256:<hex>}. */
  String ruleSetDigest();

  /** Limits and thresholds that callers need for their own windows and pacing. */
  LimitBook limits();

  @Override
  void close();
}
