package dev.aurora.rules.engine;

import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.RuleFact.Verb;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Consequence;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kie.api.runtime.KieContainer;

/**
 * Answers by running the officers' text in Drools. Facts with something missing are decided by the
 * trees, because Drools takes a null operand for "doesn't match" and so would let the order pass.
 * Thread-safe; {@link #close} lets evaluations under way finish.
 */
public final class DroolsPolicyEngine extends RuleSetEngine {

  private final DroolsSessions sessions;

  private DroolsPolicyEngine(RuleSet ruleSet, EngineSettings settings, KieContainer container) {
    super(ruleSet, settings);
    // Names are unique over all facts, so one map tells each rule its place among those of its
    // fact.
    Map<String, Integer> indexByName =
        judges().stream()
            .flatMap(judge -> judge.rules().stream())
            .collect(Collectors.toMap(rule -> rule.rule().name(), BoundRule::index));
    this.sessions = new DroolsSessions(container, indexByName);
  }

  /**
   * Compiles a rule set and warms it up, which takes seconds in a cold process and a fraction of
   * one later.
   *
   * @throws IllegalStateException when Drools refuses what the check found clean, or sees other
   *     rules in it: Aurora's own mistake
   */
  public static DroolsPolicyEngine compile(RuleSet ruleSet) {
    return compile(ruleSet, EngineSettings.standard());
  }

  /** As {@link #compile(RuleSet)}, with settings of the caller's. */
  public static DroolsPolicyEngine compile(RuleSet ruleSet, EngineSettings settings) {
    DroolsView.requireSame(ruleSet);
    KieContainer container = DroolsBuild.build(ruleSet.digest(), ruleSet.files());
    DroolsPolicyEngine engine = of(ruleSet, settings, container);
    WarmUp.run(engine);
    return engine;
  }

  /** Runs what is compiled already, whatever it is: the run-time guard alone stands before it. */
  static DroolsPolicyEngine of(RuleSet ruleSet, EngineSettings settings, KieContainer container) {
    return new DroolsPolicyEngine(ruleSet, settings, container);
  }

  @Override
  <F extends RuleFact> Truth[] decideComplete(Judge<?, F, ?> judge, F check) {
    sessions.run(check);
    if (!check.anyRuleFired()) {
      return judge.nothingBroken();
    }
    List<BoundRule<F>> rules = judge.rules();
    Truth[] truths = judge.nothingBroken().clone();
    int[] fired = check.firedRules();
    Verb[] verbs = check.firedVerbs();
    for (int i = 0; i < fired.length; i++) {
      BoundRule<F> rule = rules.get(fired[i]);
      if (consequenceOf(verbs[i]) != rule.rule().consequence()) {
        throw new IllegalStateException(
            rule.rule().name() + " used " + verbs[i] + ", not the verb of its consequence");
      }
      truths[fired[i]] = Truth.TRUE;
    }
    return truths;
  }

  private static Consequence consequenceOf(Verb verb) {
    return switch (verb) {
      case DENY -> Consequence.DENY_ORDER;
      case REDUCE_ONLY -> Consequence.REDUCE_ONLY;
      case HALT_TRADING -> Consequence.HALT_TRADING;
    };
  }

  @Override
  public void close() {
    sessions.close();
  }
}
