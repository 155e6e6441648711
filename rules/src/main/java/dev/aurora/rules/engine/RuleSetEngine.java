package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.override.Overriding;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both engines share: limits are bound, missing facts are decided by the trees, whatever goes
 * wrong denies. Orders and events go the same way, each with its judge. Thread-safe.
 */
abstract sealed class RuleSetEngine implements PolicyEngine
    permits DroolsPolicyEngine, TreePolicyEngine {

  private static final Logger log = LoggerFactory.getLogger(RuleSetEngine.class);

  private final RuleSet ruleSet;
  private final EngineSettings settings;
  private final OrderJudge orders;
  private final BreakerJudge breakers;
  private final PromotionJudge promotions;

  RuleSetEngine(RuleSet ruleSet, EngineSettings settings) {
    this.ruleSet = ruleSet;
    this.settings = settings;
    this.orders = new OrderJudge(ruleSet);
    this.breakers = new BreakerJudge(ruleSet);
    this.promotions = new PromotionJudge(ruleSet);
  }

  /**
   * What each rule says of a fact with nothing missing, by index.
   *
   * @throws RuntimeException or an error: whatever it is, the answer is no
   */
  abstract <F extends RuleFact> Truth[] decideComplete(Judge<?, F, ?> judge, F check);

  @Override
  public final Verdict evaluate(OrderFacts facts) {
    return evaluate(orders, facts);
  }

  /** Whatever goes wrong with an override: it doesn't count, and the order stays denied. */
  @Override
  public final Verdict evaluate(OrderFacts facts, OverridesAtCheck overrides) {
    Verdict verdict = evaluate(facts);
    if (verdict.approved() || overrides.none() || facts.order() == null) {
      return verdict;
    }
    try {
      return Overriding.of(verdict, facts.order(), orders.orderValue(facts), overrides);
    } catch (RuntimeException failure) {
      log.error("No override counts for {}", orders.name(facts), failure);
      return verdict;
    }
  }

  @Override
  public final BreakerVerdict evaluate(BreakerFacts facts) {
    return evaluate(breakers, facts);
  }

  @Override
  public final PromotionVerdict evaluate(PromotionFacts facts) {
    return evaluate(promotions, facts);
  }

  private <I, F extends RuleFact, A extends Answer> A evaluate(Judge<I, F, A> judge, I facts) {
    long begin = settings.nanoTime().getAsLong();
    A answer;
    try {
      F check = judge.check(facts);
      Truth[] truths = check.complete() ? decideComplete(judge, check) : judge.decideByTree(check);
      answer = judge.assemble(check, truths);
    } catch (Throwable failure) {
      // Errors too: a stack overflow or a broken class in a rule must not let an order through.
      log.error("The policy engine failed on {} and denies it", judge.name(facts), failure);
      return judge.failed(facts, failure);
    }
    long nanos = settings.nanoTime().getAsLong() - begin;
    return nanos > settings.timeBudget().toNanos()
        ? judge.overBudget(facts, answer, nanos, settings.timeBudget())
        : answer;
  }

  /** The judges of all facts that this engine answers. */
  final List<Judge<?, ?, ?>> judges() {
    return List.of(orders, breakers, promotions);
  }

  @Override
  public final String ruleSetDigest() {
    return ruleSet.digest();
  }

  @Override
  public final LimitBook limits() {
    return ruleSet.limits();
  }

  /** The rule set that answers. */
  public final RuleSet ruleSet() {
    return ruleSet;
  }
}
