package dev.aurora.rules.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a ladder: a tier that looks at part of what a field can be.
 *
 * @param field such as {@code referencePrice}
 * @param guards what else it asks, other sizes left out: only rungs that ask the same are one
 *     ladder
 * @param low null = no lower end
 * @param lowOpen whether the lower end itself lies outside
 * @param high null = no upper end
 * @param highOpen whether the upper end itself lies outside
 */
record Rung(
    CheckRule rule,
    String field,
    List<String> guards,
    @Nullable BigDecimal low,
    boolean lowOpen,
    @Nullable BigDecimal high,
    boolean highOpen) {

  /** The rung that a rule is, of each field that it holds against fixed numbers. */
  static List<Rung> of(CheckRule rule) {
    Map<String, List<Condition.Comparison>> ends = new HashMap<>();
    for (Condition part : rule.condition().joined()) {
      if (part instanceof Condition.Comparison end && isEnd(end)) {
        ends.computeIfAbsent(end.left().text(), field -> new ArrayList<>()).add(end);
      }
    }
    return ends.entrySet().stream().map(one -> rung(rule, one.getKey(), one.getValue())).toList();
  }

  private static boolean isEnd(Condition.Comparison comparison) {
    return comparison.left() instanceof Operand.Read
        && comparison.right() instanceof Operand.Number
        && comparison.operator().ordering();
  }

  private static Rung rung(CheckRule rule, String field, List<Condition.Comparison> ends) {
    List<String> guards =
        rule.condition().joined().stream()
            .filter(
                part -> !(part instanceof Condition.Comparison end && end.operator().ordering()))
            .map(Condition::text)
            .sorted()
            .collect(Collectors.toList());
    BigDecimal low = null;
    BigDecimal high = null;
    boolean lowOpen = false;
    boolean highOpen = false;
    for (Condition.Comparison end : ends) {
      BigDecimal value = ((Operand.Number) end.right()).value();
      Operator operator = end.operator();
      if (operator == Operator.ABOVE || operator == Operator.AT_LEAST) {
        low = value;
        lowOpen = operator == Operator.ABOVE;
      } else {
        high = value;
        highOpen = operator == Operator.BELOW;
      }
    }
    return new Rung(rule, field, List.copyOf(guards), low, lowOpen, high, highOpen);
  }

  /** Whether the two could stand in one ladder: nothing but the field tells them apart. */
  boolean besides(Rung other) {
    return field.equals(other.field)
        && guards.equals(other.guards)
        && !Satisfiability.neverHolds(
            new Condition.All(
                Stream.concat(withoutField().stream(), other.withoutField().stream()).toList(),
                rule.span()));
  }

  private List<Condition> withoutField() {
    return rule.condition().joined().stream()
        .filter(
            part -> !(part instanceof Condition.Comparison end && end.left().text().equals(field)))
        .toList();
  }

  /** Where the lower end lies; a rung without one begins before all others. */
  int compareLow(Rung other) {
    if (low == null || other.low == null) {
      return low == other.low ? 0 : low == null ? -1 : 1;
    }
    int order = low.compareTo(other.low);
    return order != 0 ? order : Boolean.compare(lowOpen, other.lowOpen);
  }

  /**
   * What lies between this rung and the next one above: below 0 overlap, 0 nothing, above 0 gap.
   */
  int apart(Rung next) {
    if (high == null || next.low == null) {
      return -1;
    }
    int order = next.low.compareTo(high);
    if (order != 0) {
      return order;
    }
    boolean both = !highOpen && !next.lowOpen;
    boolean neither = highOpen && next.lowOpen;
    return both ? -1 : neither ? 1 : 0;
  }
}
