package dev.aurora.rules.cases;

import dev.aurora.rules.engine.Explainer;
import dev.aurora.rules.language.CompiledCondition.Leaf;
import dev.aurora.rules.language.Truth;
import java.util.List;
import java.util.Objects;

/** Shows what every rule sees, as a table of text. */
final class ExplainTable {

  private ExplainTable() {}

  static String of(List<Explainer.RuleExplanation> rules) {
    StringBuilder table = new StringBuilder();
    for (Explainer.RuleExplanation rule : rules) {
      table.append("    %-8s %s\n".formatted(word(rule.truth()), rule.rule().name()));
      for (Leaf leaf : rule.leaves()) {
        table.append(
            "        %-6s %-55s %s\n"
                .formatted(word(leaf.truth(), "true", "?", "false"), leaf.text(), values(leaf)));
      }
    }
    return table.toString();
  }

  private static String word(Truth truth) {
    return word(truth, "BREACH", "MISSING", "pass");
  }

  private static String word(Truth truth, String yes, String unknown, String no) {
    return switch (truth) {
      case TRUE -> yes;
      case UNKNOWN -> unknown;
      case FALSE -> no;
    };
  }

  private static String values(Leaf leaf) {
    String left = Objects.requireNonNullElse(leaf.left(), "missing");
    return leaf.right() == null || leaf.right().equals("true") ? left : left + " / " + leaf.right();
  }
}
