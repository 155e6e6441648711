package dev.aurora.service.rollout;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.verdict.Mode;
import java.util.List;
import java.util.function.Supplier;

/** Which controls of a policy only monitor at a stage, since they are younger than it. */
public final class LiftedRules {

  private final Supplier<RuleSet> inForce;

  /**
   * @param inForce the rule set of now, asked on every call
   */
  public LiftedRules(Supplier<RuleSet> inForce) {
    this.inForce = inForce;
  }

  /** Controls and breakers, in catalogue order. */
  public List<String> at(Stage stage) {
    return inForce.get().rules().stream()
        .filter(rule -> rule.mode() == Mode.ENFORCE)
        .filter(rule -> rule.since().compareTo(stage) > 0)
        .map(CheckRule::control)
        .distinct()
        .toList();
  }

  /** Controls of which a rule binds at {@code from} and only monitors at {@code to}. */
  List<String> between(Stage from, Stage to) {
    return inForce.get().rules().stream()
        .filter(rule -> rule.mode() == Mode.ENFORCE)
        .filter(rule -> rule.since().compareTo(from) <= 0 && rule.since().compareTo(to) > 0)
        .map(CheckRule::control)
        .distinct()
        .toList();
  }
}
