package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The engine that is active in this process: swapped in one step, so that each order is answered by
 * exactly one rule set. An evaluation under way finishes on the set that it began with; every later
 * one uses the new one. Denies everything until a set is activated. Thread-safe.
 */
public final class ActivePolicyEngine implements PolicyEngine {

  private final AtomicReference<PolicyEngine> active = new AtomicReference<>(new NoActiveRuleSet());

  /**
   * Makes an engine, compiled and warm, the one that answers.
   *
   * @return the one before, still open: keep it to revert at once, or close it
   */
  public PolicyEngine activate(PolicyEngine next) {
    return active.getAndSet(next);
  }

  @Override
  public Verdict evaluate(OrderFacts facts) {
    return active.get().evaluate(facts);
  }

  @Override
  public Verdict evaluate(OrderFacts facts, OverridesAtCheck overrides) {
    return active.get().evaluate(facts, overrides);
  }

  @Override
  public BreakerVerdict evaluate(BreakerFacts facts) {
    return active.get().evaluate(facts);
  }

  @Override
  public PromotionVerdict evaluate(PromotionFacts facts) {
    return active.get().evaluate(facts);
  }

  @Override
  public String ruleSetDigest() {
    return active.get().ruleSetDigest();
  }

  /**
   * @throws IllegalStateException when no rule set is active
   */
  @Override
  public LimitBook limits() {
    return active.get().limits();
  }

  /** Denies everything from now on and closes what was active. */
  @Override
  public void close() {
    activate(new NoActiveRuleSet()).close();
  }
}
