package dev.aurora.rules.engine;

import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers facts of one kind: it knows their rules, and makes an answer of what each rule said.
 * Thread-safe; pure.
 *
 * @param <I> the facts as given
 * @param <F> the facts as rules read them
 * @param <A> the answer
 */
abstract sealed class Judge<I, F extends RuleFact, A extends Answer>
    permits OrderJudge, BreakerJudge, PromotionJudge {

  private final String digest;
  private final LimitBook limits;
  private final List<BoundRule<F>> rules;

  /** What most facts come to: shared, and read only. */
  private final Truth[] nothingBroken;

  Judge(RuleSet ruleSet, FactSchema<F> schema) {
    this.digest = ruleSet.digest();
    this.limits = ruleSet.limits();
    this.rules = BoundRule.all(ruleSet, schema);
    this.nothingBroken = new Truth[rules.size()];
    Arrays.fill(nothingBroken, Truth.FALSE);
  }

  /** The facts as rules read them, under the limits that bind their owners. */
  abstract F check(I facts);

  /**
   * The answer to what each rule said.
   *
   * @param truths by index of the rules
   */
  abstract A assemble(F check, Truth[] truths);

  /** The answer to facts that couldn't be checked. */
  abstract A failed(@Nullable I facts, Throwable failure);

  /** The answer to facts whose check took too long, with what the check found. */
  abstract A overBudget(I facts, A late, long nanos, Duration budget);

  /** How a message of the log calls the facts. */
  abstract String name(@Nullable I facts);

  final Truth[] decideByTree(F check) {
    Truth[] truths = new Truth[rules.size()];
    for (BoundRule<F> rule : rules) {
      truths[rule.index()] = rule.condition().truth(check);
    }
    return truths;
  }

  final List<BoundRule<F>> rules() {
    return rules;
  }

  /** That no rule's condition holds, by index of the rules; never to be written to. */
  final Truth[] nothingBroken() {
    return nothingBroken;
  }

  final LimitBook limits() {
    return limits;
  }

  final String digest() {
    return digest;
  }
}
