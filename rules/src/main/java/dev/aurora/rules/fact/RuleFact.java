package dev.aurora.rules.fact;

import dev.aurora.rules.limit.BoundLimits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One fact that rules look at. The actions of officers' rules can call three verbs, and nothing
 * that they could get wrong: the engine tells the fact which rule is about to act ({@link
 * #ruleMatched}); the verb then notes that rule. The rest is what the engine asks of every fact,
 * whatever it is about. One thread uses one fact.
 */
public abstract class RuleFact {

  /** The verb that a rule used. */
  public enum Verb {
    DENY,
    REDUCE_ONLY,
    HALT_TRADING
  }

  private static final int[] NO_RULES = {};
  private static final Verb[] NO_VERBS = {};

  private int matchedRule = -1;
  // Most orders break no rule: room is made when the first one acts.
  private int[] firedRules = NO_RULES;
  private Verb[] firedVerbs = NO_VERBS;
  private int firedCount;

  /** Name of the check, echoed in the answer; null when the facts have none. */
  public abstract @Nullable String id();

  /**
   * Whether nothing is missing that any field of the schema could need here: then, and only then,
   * every getter can be read and the rules may be run by the engine.
   */
  public abstract boolean complete();

  /** The limits that bind the owners of this fact. */
  public abstract BoundLimits getLimits();

  /** The rollout stage that decides which rules enforce; null when nobody says. */
  public abstract @Nullable Stage enforcingStage();

  /** How an answer shows a field's unit. */
  public abstract String unitText(String unit);

  /** Verb of rules with consequence DENY_ORDER. */
  public final void deny() {
    fire(Verb.DENY);
  }

  /** Verb of rules with consequence REDUCE_ONLY. */
  public final void reduceOnly() {
    fire(Verb.REDUCE_ONLY);
  }

  /** Verb of rules with consequence HALT_TRADING. */
  public final void haltTrading() {
    fire(Verb.HALT_TRADING);
  }

  /** Called by the engine alone, immediately before a rule's action runs. */
  public final void ruleMatched(int ruleIndex) {
    matchedRule = ruleIndex;
  }

  /** Whether any rule acted. */
  public final boolean anyRuleFired() {
    return firedCount > 0;
  }

  /** Indexes of the rules that acted, in the order in which they did. */
  public final int[] firedRules() {
    return Arrays.copyOf(firedRules, firedCount);
  }

  /** The verbs of {@link #firedRules()}. */
  public final Verb[] firedVerbs() {
    return Arrays.copyOf(firedVerbs, firedCount);
  }

  private void fire(Verb verb) {
    if (matchedRule < 0) {
      throw new IllegalStateException("a rule acted that the engine did not announce");
    }
    if (firedCount == firedRules.length) {
      int room = Math.max(8, 2 * firedCount);
      firedRules = Arrays.copyOf(firedRules, room);
      firedVerbs = Arrays.copyOf(firedVerbs, room);
    }
    firedRules[firedCount] = matchedRule;
    firedVerbs[firedCount++] = verb;
    matchedRule = -1;
  }
}
