package dev.aurora.rules.language;

import dev.aurora.rules.language.Condition.Comparison;
import dev.aurora.rules.language.Condition.Flag;
import dev.aurora.rules.language.Condition.Membership;
import dev.aurora.rules.language.Condition.Not;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold together about one fact; says as soon as it can't. */
final class Constraints {

  /** Numbers that a value can still have. */
  private static final class Interval {
    private @Nullable BigDecimal low;
    private boolean lowOpen;
    private @Nullable BigDecimal high;
    private boolean highOpen;
    private final Set<BigDecimal> excluded = new HashSet<>();

    private boolean narrow(Operator operator, BigDecimal bound) {
      switch (operator) {
        case ABOVE -> raise(bound, true);
        case AT_LEAST -> raise(bound, false);
        case BELOW -> lower(bound, true);
        case AT_MOST -> lower(bound, false);
        case EQUAL -> {
          raise(bound, false);
          lower(bound, false);
        }
        case NOT_EQUAL -> excluded.add(bound.stripTrailingZeros());
      }
      return !isEmpty();
    }

    private void raise(BigDecimal bound, boolean open) {
      int order = low == null ? 1 : bound.compareTo(low);
      if (order > 0 || order == 0 && open) {
        low = bound;
        lowOpen = open;
      }
    }

    private void lower(BigDecimal bound, boolean open) {
      int order = high == null ? -1 : bound.compareTo(high);
      if (order < 0 || order == 0 && open) {
        high = bound;
        highOpen = open;
      }
    }

    private boolean isEmpty() {
      if (low == null || high == null) {
        return false;
      }
      int order = low.compareTo(high);
      return order > 0
          || order == 0 && (lowOpen || highOpen || excluded.contains(low.stripTrailingZeros()));
    }
  }

  /** Texts that a value must or mustn't have. */
  private static final class Choice {
    private @Nullable Set<String> allowed;
    private final Set<String> excluded = new HashSet<>();

    private boolean narrow(boolean negated, Set<String> values) {
      if (negated) {
        excluded.addAll(values);
      } else if (allowed == null) {
        allowed = new HashSet<>(values);
      } else {
        allowed.retainAll(values);
      }
      return allowed == null || !excluded.containsAll(allowed);
    }
  }

  private final Map<String, Interval> intervals = new HashMap<>();
  private final Map<String, Choice> choices = new HashMap<>();
  private final Map<String, Boolean> flags = new HashMap<>();
  private final Map<String, Set<Integer>> orders = new HashMap<>();

  /** Adds a leaf, or a negated flag; false when it can't hold together with the earlier ones. */
  boolean add(Condition leaf) {
    return switch (leaf) {
      case Comparison comparison -> add(comparison);
      case Membership membership -> add(membership);
      case Flag flag -> flag(flag.text(), true);
      case Not not -> flag(not.inner().text(), false);
      case Condition.All all -> all.parts().stream().allMatch(this::add);
      case Condition.Any any -> true;
    };
  }

  private boolean add(Comparison comparison) {
    String left = comparison.left().text();
    return switch (comparison.right()) {
      case Operand.Number number ->
          intervals
              .computeIfAbsent(left, key -> new Interval())
              .narrow(comparison.operator(), number.value());
      case Operand.Text text ->
          choice(left).narrow(comparison.operator() == Operator.NOT_EQUAL, Set.of(text.value()));
      case Operand.Truth truth ->
          flag(left, truth.value() == (comparison.operator() == Operator.EQUAL));
      case Operand.Read read -> order(left, comparison.operator(), read.text());
      case Operand.Arithmetic sum -> order(left, comparison.operator(), sum.text());
    };
  }

  private boolean add(Membership membership) {
    Set<String> values = new HashSet<>();
    membership.values().forEach(value -> values.add(plain(value)));
    return choice(membership.left().text()).narrow(membership.negated(), values);
  }

  private static String plain(Operand value) {
    return value instanceof Operand.Text text ? text.value() : value.text();
  }

  private Choice choice(String field) {
    return choices.computeIfAbsent(field, key -> new Choice());
  }

  private boolean flag(String field, boolean value) {
    Boolean before = flags.put(field, value);
    return before == null || before == value;
  }

  /** Two values of a fact: which of below, equal and above are still left. */
  private boolean order(String left, Operator operator, String right) {
    boolean swapped = left.compareTo(right) > 0;
    Operator direct = swapped ? operator.mirrored() : operator;
    Set<Integer> left3 =
        orders.computeIfAbsent(
            swapped ? right + " ? " + left : left + " ? " + right,
            key -> new HashSet<>(left.equals(right) ? Set.of(0) : Set.of(-1, 0, 1)));
    left3.removeIf(order -> !direct.holds(order));
    return !left3.isEmpty();
  }
}
