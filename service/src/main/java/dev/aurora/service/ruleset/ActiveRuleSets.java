package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.NoActiveRuleSet;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.verdict.BreakerVerdict;
import dev.aurora.rules.verdict.PromotionVerdict;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.BookedEngine;
import dev.aurora.service.journal.RulesInForce;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rule set that answers, on every worker the same: each check reads in its own transaction
 * which one the books name, so the commit of an activation is the swap, at once and everywhere. A
 * process that does not have the named set ready answers by the last one it had, and the fact that
 * it is not the approved one denies every order. Thread-safe.
 */
public final class ActiveRuleSets implements BookedEngine {

  private final ReleaseStore store;
  private final LoadedRuleSets loaded;
  private final RulesInForce.Beside beside;
  private final Clock clock;

  /** As last seen, for whoever asks outside a check: half a second old at most. */
  private volatile ReleaseStanding standing = ReleaseStanding.NOTHING;

  /** Digest of the set that answered last here. */
  private volatile @Nullable String last;

  /**
   * @param beside is told of every decided order
   * @param clock wall time
   */
  ActiveRuleSets(
      ReleaseStore store, LoadedRuleSets loaded, RulesInForce.Beside beside, Clock clock) {
    this.store = store;
    this.loaded = loaded;
    this.beside = beside;
    this.clock = clock;
  }

  @Override
  public RulesInForce inForce(Handle handle, Instant now) {
    // Another check may write an older one meanwhile: this one goes by what it has read itself.
    ReleaseStanding seen = store.read(handle);
    seen(seen);
    Optional<String> named = seen.inForce(now).map(ReleaseEntry::ruleSet);
    Optional<LoadedRuleSets.Lease> lease = named.flatMap(loaded::lease);
    if (lease.isPresent()) {
      last = named.orElseThrow();
      return rules(lease.orElseThrow(), true);
    }
    return lastAnswering()
        .map(old -> rules(old, false))
        .orElseGet(() -> new RulesInForce(new NoActiveRuleSet(), false, beside, () -> {}));
  }

  private RulesInForce rules(LoadedRuleSets.Lease lease, boolean approved) {
    return new RulesInForce(lease.engine(), approved, beside, lease::close);
  }

  private Optional<String> named(Instant now) {
    return standing.inForce(now).map(ReleaseEntry::ruleSet);
  }

  private Optional<LoadedRuleSets.Lease> lastAnswering() {
    return Optional.ofNullable(last).flatMap(loaded::lease);
  }

  /** Looks at the books once, outside any check. */
  ReleaseStanding look() {
    ReleaseStanding seen = store.read();
    seen(seen);
    return seen;
  }

  /** What somebody has read; a slow thread may bring an older one, for a moment. */
  void seen(ReleaseStanding read) {
    standing = read;
  }

  /** The rules and limits that answer now. */
  public RuleSet ruleSet() {
    return now(
        lease ->
            lease
                .map(LoadedRuleSets.Lease::ruleSet)
                .orElseThrow(() -> new IllegalStateException("no rule set is active")));
  }

  private <T> T now(Function<Optional<LoadedRuleSets.Lease>, T> question) {
    Optional<LoadedRuleSets.Lease> lease =
        named(clock.instant()).flatMap(loaded::lease).or(this::lastAnswering);
    try {
      lease.ifPresent(one -> last = one.ruleSet().digest());
      return question.apply(lease);
    } finally {
      lease.ifPresent(LoadedRuleSets.Lease::close);
    }
  }

  private <T> T ask(Function<PolicyEngine, T> question) {
    return now(
        lease ->
            question.apply(
                lease.map(LoadedRuleSets.Lease::engine).orElseGet(NoActiveRuleSet::new)));
  }

  @Override
  public Verdict evaluate(OrderFacts facts) {
    return ask(engine -> engine.evaluate(facts));
  }

  @Override
  public BreakerVerdict evaluate(BreakerFacts facts) {
    return ask(engine -> engine.evaluate(facts));
  }

  @Override
  public Verdict evaluate(OrderFacts facts, OverridesAtCheck overrides) {
    return ask(engine -> engine.evaluate(facts, overrides));
  }

  @Override
  public PromotionVerdict evaluate(PromotionFacts facts) {
    return ask(engine -> engine.evaluate(facts));
  }

  @Override
  public String ruleSetDigest() {
    return ask(PolicyEngine::ruleSetDigest);
  }

  @Override
  public LimitBook limits() {
    return ask(PolicyEngine::limits);
  }

  @Override
  public void close() {
    loaded.close();
  }
}
