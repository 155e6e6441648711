package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.LADDER_GAP;
import static dev.aurora.rules.language.ProblemCode.LADDER_OVERLAP;
import static dev.aurora.rules.language.ProblemCode.SAME_CONDITION;
import static dev.aurora.rules.language.ProblemCode.SUBSUMED;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the rules of one control say together: one that another already covers, and ladders with a
 * hole or a doubled step. Warnings only, for each can be meant.
 */
final class ControlLogic {

  private final List<Problem> problems;

  ControlLogic(List<Problem> problems) {
    this.problems = problems;
  }

  /**
   * Looks at the rules of one control.
   *
   * @param rules as written, all of them clean
   */
  void look(List<CheckRule> rules) {
    covered(rules);
    ladder(rules);
  }

  private void covered(List<CheckRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      CheckRule rule = rules.get(i);
      for (int j = 0; j < rules.size(); j++) {
        if (i != j && covers(rules.get(j), rule) && (j < i || !covers(rule, rules.get(j)))) {
          tell(rule, rules.get(j));
          break;
        }
      }
    }
  }

  /** Whether the first rule does at least as much whenever the second one matches. */
  private static boolean covers(CheckRule wide, CheckRule narrow) {
    return wide.mode() == narrow.mode()
        && wide.since().compareTo(narrow.since()) <= 0
        && wide.consequence().compareTo(narrow.consequence()) >= 0
        && Objects.equals(wide.latch(), narrow.latch())
        && Satisfiability.implies(narrow.condition(), wide.condition());
  }

  private void tell(CheckRule rule, CheckRule wide) {
    boolean same = Satisfiability.implies(wide.condition(), rule.condition());
    problems.add(
        Problem.warning(
            same ? SAME_CONDITION : SUBSUMED,
            rule.span(),
            same
                ? "The rule asks the same as \"" + wide.name() + "\"."
                : "Whenever this rule matches, \"" + wide.name() + "\" matches too.",
            same
                ? "Remove one of the two."
                : "Remove this one, or write what it shall find that the other doesn't."));
  }

  private void ladder(List<CheckRule> rules) {
    List<Rung> rungs = new ArrayList<>();
    rules.forEach(rule -> rungs.addAll(Rung.of(rule)));
    rungs.sort(Rung::compareLow);
    for (int i = 0; i + 1 < rungs.size(); i++) {
      Rung rung = rungs.get(i);
      for (Rung next : rungs.subList(i + 1, rungs.size())) {
        if (rung.besides(next) && rung.rule() != next.rule()) {
          step(rung, next);
          break;
        }
      }
    }
  }

  private void step(Rung rung, Rung next) {
    int apart = rung.apart(next);
    if (apart == 0 || rung.high() == null || next.low() == null) {
      return;
    }
    String from = number(apart > 0 ? rung.high() : next.low());
    String to = number(apart > 0 ? next.low() : rung.high());
    String where = from.equals(to) ? "exactly " + from : "between " + from + " and " + to;
    problems.add(
        Problem.warning(
            apart > 0 ? LADDER_GAP : LADDER_OVERLAP,
            next.rule().span(),
            apart > 0
                ? "With `%s` %s no tier looks: neither this one nor \"%s\"."
                    .formatted(rung.field(), where, rung.rule().name())
                : "With `%s` %s two tiers look: this one and \"%s\"."
                    .formatted(rung.field(), where, rung.rule().name()),
            "Let one tier end with `< x` where the next begins with `>= x`."));
  }

  private static String number(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
