package dev.aurora.rules.cases;

import dev.aurora.rules.language.Condition;
import dev.aurora.rules.language.Operand;
import dev.aurora.rules.language.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Every small change of a condition: a part dropped, a comparison moved or turned round, a number
 * one unit off. Pure functions.
 */
final class ConditionMutants {

  /**
   * A changed condition.
   *
   * @param change what was done, to be read behind "when"
   */
  record Mutant(Condition condition, String change) {}

  private ConditionMutants() {}

  static List<Mutant> of(Condition condition) {
    List<Mutant> mutants = new ArrayList<>();
    mutants.add(
        new Mutant(
            new Condition.Not(condition, condition.span()),
            "the whole condition is turned into its opposite"));
    mutants.addAll(inside(condition));
    return mutants;
  }

  private static List<Mutant> inside(Condition condition) {
    return switch (condition) {
      case Condition.All all -> ofParts(all.parts(), parts -> all(parts, all), "or", all);
      case Condition.Any any -> ofParts(any.parts(), parts -> any(parts, any), "and", any);
      case Condition.Not not -> ofNot(not);
      case Condition.Comparison comparison -> ofComparison(comparison);
      case Condition.Membership membership -> ofMembership(membership);
      case Condition.Flag flag -> List.of(negated(flag));
    };
  }

  private static List<Mutant> ofParts(
      List<Condition> parts,
      Function<List<Condition>, Condition> join,
      String otherWord,
      Condition whole) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      mutants.add(
          new Mutant(join.apply(without(parts, i)), "`" + parts.get(i).text() + "` is dropped"));
      for (Mutant inner : inside(parts.get(i))) {
        mutants.add(new Mutant(join.apply(replaced(parts, i, inner.condition())), inner.change()));
      }
    }
    Condition exchanged =
        whole instanceof Condition.All
            ? new Condition.Any(parts, whole.span())
            : new Condition.All(parts, whole.span());
    mutants.add(new Mutant(exchanged, "its parts are joined by \"" + otherWord + "\""));
    return mutants;
  }

  private static List<Mutant> ofNot(Condition.Not not) {
    List<Mutant> mutants = new ArrayList<>();
    mutants.add(new Mutant(not.inner(), "`" + not.text() + "` becomes its opposite"));
    if (!(not.inner() instanceof Condition.Flag)) {
      for (Mutant inner : inside(not.inner())) {
        mutants.add(new Mutant(new Condition.Not(inner.condition(), not.span()), inner.change()));
      }
    }
    return mutants;
  }

  private static List<Mutant> ofComparison(Condition.Comparison comparison) {
    List<Mutant> mutants = new ArrayList<>();
    mutants.add(with(comparison, comparison.operator().negated()));
    if (comparison.operator().ordering()) {
      mutants.add(with(comparison, moved(comparison.operator())));
    }
    for (Operand changed : numbers(comparison.left())) {
      mutants.add(mutant(comparison, changed, comparison.operator(), comparison.right()));
    }
    for (Operand changed : numbers(comparison.right())) {
      mutants.add(mutant(comparison, comparison.left(), comparison.operator(), changed));
    }
    return mutants;
  }

  private static Mutant with(Condition.Comparison comparison, Operator operator) {
    return mutant(comparison, comparison.left(), operator, comparison.right());
  }

  private static Mutant mutant(
      Condition.Comparison from, Operand left, Operator operator, Operand right) {
    Condition changed = new Condition.Comparison(left, operator, right, from.span());
    return new Mutant(changed, "`" + from.text() + "` becomes `" + changed.text() + "`");
  }

  /** The same direction with its boundary on the other side. */
  private static Operator moved(Operator operator) {
    return switch (operator) {
      case ABOVE -> Operator.AT_LEAST;
      case AT_LEAST -> Operator.ABOVE;
      case BELOW -> Operator.AT_MOST;
      case AT_MOST -> Operator.BELOW;
      case EQUAL -> Operator.NOT_EQUAL;
      case NOT_EQUAL -> Operator.EQUAL;
    };
  }

  /** The operand with one number of it a unit of its last place off, or one side of a sum alone. */
  private static List<Operand> numbers(Operand operand) {
    return switch (operand) {
      case Operand.Number number -> List.of(moved(number, 1), moved(number, -1));
      case Operand.Arithmetic sum -> ofArithmetic(sum);
      case Operand.Read read -> List.of();
      case Operand.Text text -> List.of();
      case Operand.Truth truth -> List.of();
    };
  }

  private static Operand moved(Operand.Number number, int units) {
    BigDecimal unit = BigDecimal.valueOf(units).movePointLeft(Math.max(0, number.value().scale()));
    return new Operand.Number(number.value().add(unit), number.whole(), number.span());
  }

  private static List<Operand> ofArithmetic(Operand.Arithmetic sum) {
    List<Operand> changed = new ArrayList<>();
    changed.add(sum.left());
    changed.add(sum.right());
    for (Operand left : numbers(sum.left())) {
      changed.add(new Operand.Arithmetic(left, sum.sign(), sum.right(), sum.span()));
    }
    for (Operand right : numbers(sum.right())) {
      changed.add(new Operand.Arithmetic(sum.left(), sum.sign(), right, sum.span()));
    }
    return changed;
  }

  private static List<Mutant> ofMembership(Condition.Membership list) {
    List<Mutant> mutants = new ArrayList<>();
    mutants.add(mutant(list, !list.negated(), list.values()));
    if (list.values().size() > 1) {
      for (int i = 0; i < list.values().size(); i++) {
        mutants.add(mutant(list, list.negated(), without(list.values(), i)));
      }
    }
    return mutants;
  }

  private static Mutant mutant(Condition.Membership from, boolean negated, List<Operand> values) {
    Condition changed = new Condition.Membership(from.left(), negated, values, from.span());
    return new Mutant(changed, "`" + from.text() + "` becomes `" + changed.text() + "`");
  }

  private static Mutant negated(Condition.Flag flag) {
    Condition changed = new Condition.Not(flag, flag.span());
    return new Mutant(changed, "`" + flag.text() + "` becomes `" + changed.text() + "`");
  }

  private static Condition all(List<Condition> parts, Condition from) {
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts, from.span());
  }

  private static Condition any(List<Condition> parts, Condition from) {
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts, from.span());
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> shorter = new ArrayList<>(list);
    shorter.remove(index);
    return shorter;
  }

  private static <T> List<T> replaced(List<T> list, int index, T value) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, value);
    return changed;
  }
}
