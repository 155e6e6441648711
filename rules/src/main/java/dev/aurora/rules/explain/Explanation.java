package dev.aurora.rules.explain;

import dev.aurora.rules.engine.Explainer.RuleExplanation;
import dev.aurora.rules.json.FactsLine;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Answer;
import dev.aurora.rules.verdict.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why facts are answered as they are.
 *
 * @param rules every rule over such facts, in catalogue order
 * @param ofOrder smallest change of the order itself that turns the answer; null when none was
 *     found
 * @param ofFacts smallest change of any facts, looked for where the order's own won't do
 */
public record Explanation(
    FactsLine.Readable facts,
    Answer answer,
    List<RuleExplanation> rules,
    @Nullable Turn ofOrder,
    @Nullable Turn ofFacts) {

  public Explanation {
    rules = List.copyOf(rules);
  }

  /**
   * A change and the answer that it was found to give.
   *
   * @param controls that then deny, if any does
   */
  public record Turn(List<Change> changes, String verdict, List<String> controls) {
    public Turn {
      changes = List.copyOf(changes);
      controls = List.copyOf(controls);
    }
  }

  /** How a rule came out. */
  public enum Outcome {
    /** Broken, and it binds. */
    BREACH,
    /** It needs a fact that is missing, and it binds. */
    MISSING,
    /** Broken or open, and only recorded. */
    MONITOR,
    PASS
  }

  /** How a rule came out, with what its mode makes of it. */
  public static Outcome outcome(RuleExplanation rule) {
    if (rule.truth() == Truth.FALSE) {
      return Outcome.PASS;
    }
    if (rule.mode() == Mode.MONITOR) {
      return Outcome.MONITOR;
    }
    return rule.truth() == Truth.TRUE ? Outcome.BREACH : Outcome.MISSING;
  }

  /** Those that came out so, in catalogue order. */
  public List<RuleExplanation> rules(Outcome outcome) {
    return rules.stream().filter(rule -> outcome(rule) == outcome).toList();
  }
}
