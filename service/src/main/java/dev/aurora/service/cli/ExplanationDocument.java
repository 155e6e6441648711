package dev.aurora.service.cli;

import dev.aurora.rules.engine.Explainer.LimitSeen;
import dev.aurora.rules.engine.Explainer.RuleExplanation;
import dev.aurora.rules.explain.Explanation;
import dev.aurora.rules.explain.ExplanationText;
import dev.aurora.rules.language.CompiledCondition.Leaf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An explanation as JSON has it. */
final class ExplanationDocument {

  private ExplanationDocument() {}

  static Map<String, Object> of(Explanation explanation, Predicate<RuleExplanation> shown) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", explanation.answer().id());
    document.put("verdict", explanation.answer().word());
    document.put("consequence", explanation.answer().consequence());
    document.put("ruleSet", explanation.answer().ruleSet());
    document.put(
        "rules",
        explanation.rules().stream().filter(shown).map(ExplanationDocument::rule).toList());
    document.put("smallestChangeOfOrder", turn(explanation.ofOrder()));
    document.put("smallestChange", turn(explanation.ofFacts()));
    return document;
  }

  private static Map<String, Object> rule(RuleExplanation rule) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("control", rule.rule().control());
    row.put("rule", rule.rule().name());
    row.put("outcome", Explanation.outcome(rule));
    row.put("mode", rule.mode());
    row.put("why", ExplanationText.why(rule));
    row.put("missing", rule.missing());
    row.put("limit", limit(rule.limit()));
    row.put("conditions", rule.leaves().stream().map(ExplanationDocument::condition).toList());
    return row;
  }

  private static @Nullable Map<String, Object> limit(@Nullable LimitSeen limit) {
    if (limit == null) {
      return null;
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", limit.name());
    row.put("scope", limit.scope());
    row.put("unit", limit.unit());
    row.put("observed", limit.observed().toPlainString());
    row.put("limit", limit.limit().toPlainString());
    row.put("distance", limit.limit().subtract(limit.observed()).toPlainString());
    return row;
  }

  private static Map<String, Object> condition(Leaf leaf) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("text", leaf.text());
    row.put("truth", leaf.truth());
    row.put("left", leaf.left());
    row.put("right", leaf.right());
    row.put("distance", ExplanationText.distance(leaf).orElse(null));
    return row;
  }

  private static @Nullable Map<String, Object> turn(Explanation.@Nullable Turn turn) {
    return turn == null
        ? null
        : Map.of(
            "changes", List.copyOf(turn.changes()),
            "verdict", turn.verdict(),
            "controls", turn.controls());
  }
}
