package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Verdict;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both engines share: limits are bound, missing facts are decided by the trees, whatever goes
 * wrong denies. Thread-safe.
 */
abstract sealed class RuleSetEngine implements PolicyEngine
    permits DroolsPolicyEngine, TreePolicyEngine {

  private static final Logger log = LoggerFactory.getLogger(RuleSetEngine.class);

  private final RuleSet ruleSet;
  private final EngineSettings settings;
  private final List<BoundRule<OrderCheck>> rules;
  private final VerdictAssembler assembler;

  RuleSetEngine(RuleSet ruleSet, EngineSettings settings) {
    this.ruleSet = ruleSet;
    this.settings = settings;
    this.rules = BoundRule.all(ruleSet, OrderCheckSchema.INSTANCE);
    this.assembler = new VerdictAssembler(ruleSet.digest(), rules);
  }

  /**
   * What each rule says of a fact with nothing missing, by index.
   *
   * @throws RuntimeException or an error: whatever it is, the order is denied
   */
  abstract Truth[] decideComplete(OrderCheck check);

  @Override
  public final Verdict evaluate(OrderFacts facts) {
    long begin = settings.nanoTime().getAsLong();
    Verdict verdict;
    try {
      OrderCheck check = new OrderCheck(facts, OrderLimits.bind(ruleSet.limits(), facts));
      Truth[] truths = check.complete() ? decideComplete(check) : decideByTree(check);
      verdict = assembler.assemble(check, truths);
    } catch (Throwable failure) {
      // Errors too: a stack overflow or a broken class in a rule must not let an order through.
      log.error("The policy engine failed on {} and denies it", name(facts), failure);
      return assembler.failed(facts, failure);
    }
    long nanos = settings.nanoTime().getAsLong() - begin;
    return nanos > settings.timeBudget().toNanos()
        ? assembler.overBudget(verdict, nanos, settings.timeBudget())
        : verdict;
  }

  private static String name(OrderFacts facts) {
    return facts == null ? "no facts" : "check " + facts.id();
  }

  final Truth[] decideByTree(OrderCheck check) {
    Truth[] truths = new Truth[rules.size()];
    for (BoundRule<OrderCheck> rule : rules) {
      truths[rule.index()] = rule.condition().truth(check);
    }
    return truths;
  }

  final List<BoundRule<OrderCheck>> rules() {
    return rules;
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
