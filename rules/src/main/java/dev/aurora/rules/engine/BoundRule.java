package dev.aurora.rules.engine;

import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.CompiledCondition;
import dev.aurora.rules.language.Condition;
import dev.aurora.rules.language.ConditionCompiler;
import dev.aurora.rules.language.Truth;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule with its condition ready to be asked.
 *
 * @param index its place among the rules of its fact
 * @param guards the parts of its condition that compare with no limit
 */
record BoundRule<F>(
    int index, CheckRule rule, CompiledCondition<F> condition, List<CompiledCondition<F>> guards) {

  BoundRule {
    guards = List.copyOf(guards);
  }

  /** All rules of a fact, in catalogue order. */
  static <F> List<BoundRule<F>> all(RuleSet ruleSet, FactSchema<F> schema) {
    ConditionCompiler<F> compiler = new ConditionCompiler<>(schema);
    List<BoundRule<F>> bound = new ArrayList<>();
    for (CheckRule rule : ruleSet.rulesOf(schema.patternName())) {
      bound.add(
          new BoundRule<>(
              bound.size(),
              rule,
              compiler.compile(rule.condition()),
              guards(rule.condition(), compiler)));
    }
    return List.copyOf(bound);
  }

  private static <F> List<CompiledCondition<F>> guards(
      Condition condition, ConditionCompiler<F> compiler) {
    return condition.joined().stream()
        .map(compiler::compile)
        .filter(part -> part.limitComparison().isEmpty())
        .toList();
  }

  /** Whether the rule looks at such a fact: none of its guards is certainly false. */
  boolean looksAt(F fact) {
    return guards.stream().allMatch(guard -> guard.truth(fact) != Truth.FALSE);
  }
}
