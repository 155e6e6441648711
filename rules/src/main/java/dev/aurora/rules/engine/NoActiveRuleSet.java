package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Verdict;

/** The engine of a process without an active rule set: it denies every order. Thread-safe. */
public final class NoActiveRuleSet implements PolicyEngine {

  /** Stands where a digest would. */
  public static final String DIGEST = "none";

  @Override
  public Verdict evaluate(OrderFacts facts) {
    return VerdictAssembler.denied(
        facts == null ? null : facts.id(),
        DIGEST,
        EngineBreach.of(
            "rules.none-active",
            "Deny every order while no rule set is active",
            "No rule set is active in this process, so every order is denied."));
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
