package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;

/**
 * The engine of a process without an active rule set: it denies every order, and lets no event pass
 * as clear. Thread-safe.
 */
public final class NoActiveRuleSet implements PolicyEngine {

  /** Stands where a digest would. */
  public static final String DIGEST = "none";

  @Override
  public Verdict evaluate(OrderFacts facts) {
    return OrderJudge.denied(
        facts == null ? null : facts.id(),
        DIGEST,
        EngineBreach.of(
            "rules.none-active",
            "Deny every order while no rule set is active",
            Consequence.DENY_ORDER,
            "No rule set is active in this process, so every order is denied."));
  }

  @Override
  public BreakerVerdict evaluate(BreakerFacts facts) {
    Breach breach =
        EngineBreach.of(
            "rules.none-active",
            "Reduce only while no rule set is active",
            Consequence.REDUCE_ONLY,
            "No rule set is active in this process, so no breaker is looked at.");
    return BreakerJudge.reduceOnly(facts, DIGEST, breach, Ends.BY_ITSELF);
  }

  @Override
  public PromotionVerdict evaluate(PromotionFacts facts) {
    return PromotionJudge.noGo(
        facts,
        DIGEST,
        EngineBreach.of(
            "rules.none-active",
            "Promote nothing while no rule set is active",
            Consequence.DENY_ORDER,
            "No rule set is active in this process, so nothing is promoted."));
  }

  @Override
  public String ruleSetDigest() {
    return DIGEST;
  }

  /**
   * @throws IllegalStateException always: without a rule set there are no limits to tell
   */
  @Override
  public LimitBook limits() {
    throw new IllegalStateException("no rule set is active, so there are no limits");
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
