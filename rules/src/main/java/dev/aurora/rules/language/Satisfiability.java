package dev.aurora.rules.language;

import dev.aurora.rules.language.Condition.All;
import dev.aurora.rules.language.Condition.Any;
import dev.aurora.rules.language.Condition.Comparison;
import dev.aurora.rules.language.Condition.Flag;
import dev.aurora.rules.language.Condition.Membership;
import dev.aurora.rules.language.Condition.Not;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions that can never hold, whatever the fact: intervals of numbers that don't meet,
 * texts that would have to be two things, a flag and its opposite. It never calls a condition
 * impossible that could hold; what is too large to be expanded counts as possible.
 */
final class Satisfiability {

  /** Alternatives beyond which a condition isn't expanded. */
  private static final int TERMS_MAX = 512;

  private Satisfiability() {}

  /** Whether no fact can make the condition true. */
  static boolean neverHolds(Condition condition) {
    List<List<Condition>> terms = terms(condition, false);
    return terms != null && terms.stream().noneMatch(Satisfiability::possible);
  }

  /** Whether no fact can make the condition false. */
  static boolean alwaysHolds(Condition condition) {
    return neverHolds(new Not(condition, condition.span()));
  }

  /** Whether every fact that makes the first true makes the second true as well. */
  static boolean implies(Condition first, Condition second) {
    return neverHolds(new All(List.of(first, new Not(second, second.span())), first.span()));
  }

  private static boolean possible(List<Condition> leaves) {
    Constraints constraints = new Constraints();
    return leaves.stream().allMatch(constraints::add);
  }

  /**
   * The alternatives of a condition, each a list of leaves that all hold; null when there are too
   * many.
   */
  private static @Nullable List<List<Condition>> terms(Condition condition, boolean negated) {
    return switch (condition) {
      case Not not -> terms(not.inner(), !negated);
      case All all -> negated ? sum(all.parts(), true) : product(all.parts(), false);
      case Any any -> negated ? product(any.parts(), true) : sum(any.parts(), false);
      case Comparison leaf -> List.of(List.of(negated ? negated(leaf) : leaf));
      case Membership leaf ->
          List.of(
              List.of(
                  new Membership(
                      leaf.left(), leaf.negated() != negated, leaf.values(), leaf.span())));
      case Flag leaf -> List.of(List.of(negated ? new Not(leaf, leaf.span()) : leaf));
    };
  }

  private static Comparison negated(Comparison leaf) {
    return new Comparison(leaf.left(), leaf.operator().negated(), leaf.right(), leaf.span());
  }

  private static @Nullable List<List<Condition>> sum(List<Condition> parts, boolean negated) {
    List<List<Condition>> all = new ArrayList<>();
    for (Condition part : parts) {
      List<List<Condition>> terms = terms(part, negated);
      if (terms == null || all.size() + terms.size() > TERMS_MAX) {
        return null;
      }
      all.addAll(terms);
    }
    return all;
  }

  private static @Nullable List<List<Condition>> product(List<Condition> parts, boolean negated) {
    List<List<Condition>> all = List.of(List.of());
    for (Condition part : parts) {
      List<List<Condition>> terms = terms(part, negated);
      if (terms == null || all.size() * terms.size() > TERMS_MAX) {
        return null;
      }
      List<List<Condition>> next = new ArrayList<>();
      for (List<Condition> left : all) {
        for (List<Condition> right : terms) {
          List<Condition> joined = new ArrayList<>(left);
          joined.addAll(right);
          next.add(joined);
        }
      }
      all = next;
    }
    return all;
  }
}
