package dev.aurora.rules.engine;

import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.CompiledCondition;
import dev.aurora.rules.language.ConditionCompiler;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule with its condition ready to be asked.
 *
 * @param index its place among the rules of its fact
 */
record BoundRule<F>(int index, CheckRule rule, CompiledCondition<F> condition) {

  /** All rules of a fact, in catalogue order. */
  static <F> List<BoundRule<F>> all(RuleSet ruleSet, FactSchema<F> schema) {
    ConditionCompiler<F> compiler = new ConditionCompiler<>(schema);
    List<BoundRule<F>> bound = new ArrayList<>();
    for (CheckRule rule : ruleSet.rulesOf(schema.patternName())) {
      bound.add(new BoundRule<>(bound.size(), rule, compiler.compile(rule.condition())));
    }
    return List.copyOf(bound);
  }
}
