package dev.aurora.service.ruleset;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * No service trades under a policy that lacks a control that is never lifted, or only monitors it:
 * a folder that somebody deleted would otherwise approve what it was there to deny.
 */
final class NeverLifted {

  private NeverLifted() {}

  /**
   * The rule set itself.
   *
   * @throws UsageError when a control of the baseline has no rule that enforces
   */
  static RuleSet required(RuleSet ruleSet, Path policy) {
    List<String> lacking = lacking(ruleSet);
    if (!lacking.isEmpty()) {
      throw new UsageError(
          Problem.of(
                  "policy-incomplete",
                  "The policy enforces no rule of " + String.join(", ", lacking) + ".",
                  "Restore their folders under pretrade; these controls are never lifted.")
              .at(policy));
    }
    return ruleSet;
  }

  /** Controls of the baseline that no rule enforces, in catalogue order. */
  static List<String> lacking(RuleSet ruleSet) {
    Set<String> enforced =
        ruleSet.rulesOf(OrderCheckSchema.INSTANCE.patternName()).stream()
            .filter(rule -> rule.mode() == Mode.ENFORCE)
            .map(CheckRule::control)
            .collect(Collectors.toSet());
    return Catalogue.BASELINE.stream().filter(control -> !enforced.contains(control)).toList();
  }
}
