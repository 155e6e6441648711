package dev.aurora.rules.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rule asks of its fact: a tree of comparisons. */
public sealed interface Condition extends Node {

  /** The parts that all have to hold; the condition itself when it isn't joined of several. */
  default List<Condition> joined() {
    return this instanceof All all ? all.parts() : List.of(this);
  }

  /** Every quoted text that it compares with. */
  default Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    switch (this) {
      case All all -> all.parts().forEach(part -> texts.addAll(part.texts()));
      case Any any -> any.parts().forEach(part -> texts.addAll(part.texts()));
      case Not not -> texts.addAll(not.inner().texts());
      case Comparison comparison -> text(comparison.right(), texts);
      case Membership membership -> membership.values().forEach(value -> text(value, texts));
      case Flag flag -> {}
    }
    return texts;
  }

  /** Names of all limits that it reads, without {@code limits.}. */
  default Set<String> limits() {
    Set<String> limits = new LinkedHashSet<>();
    switch (this) {
      case All all -> all.parts().forEach(part -> limits.addAll(part.limits()));
      case Any any -> any.parts().forEach(part -> limits.addAll(part.limits()));
      case Not not -> limits.addAll(not.inner().limits());
      case Comparison comparison -> {
        limit(comparison.left(), limits);
        limit(comparison.right(), limits);
      }
      case Membership membership -> limit(membership.left(), limits);
      case Flag flag -> {}
    }
    return limits;
  }

  private static void limit(Operand operand, Set<String> into) {
    if (operand instanceof Operand.Read read && read.isLimit()) {
      into.add(read.name().substring(Operand.Read.LIMITS.length()));
    } else if (operand instanceof Operand.Arithmetic sum) {
      limit(sum.left(), into);
      limit(sum.right(), into);
    }
  }

  private static void text(Operand operand, Set<String> into) {
    if (operand instanceof Operand.Text text) {
      into.add(text.value());
    }
  }

  /** All parts hold: {@code ,} and {@code &&}. */
  record All(List<Condition> parts, Span span) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return parts.stream()
          .map(part -> part instanceof Any ? "(" + part.text() + ")" : part.text())
          .collect(Collectors.joining(" && "));
    }
  }

  /** At least one part holds: {@code ||}. */
  record Any(List<Condition> parts, Span span) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public String text() {
      return parts.stream().map(Condition::text).collect(Collectors.joining(" || "));
    }
  }

  /** The inner condition doesn't hold. */
  record Not(Condition inner, Span span) implements Condition {
    @Override
    public String text() {
      return inner instanceof Flag || inner instanceof Not
          ? "!" + inner.text()
          : "!(" + inner.text() + ")";
    }
  }

  /** A comparison of two values. */
  record Comparison(Operand left, Operator operator, Operand right, Span span)
      implements Condition {
    @Override
    public String text() {
      return left.text() + " " + operator.sign() + " " + right.text();
    }
  }

  /** A value is one of a list, or with {@code negated} none of it. */
  record Membership(Operand left, boolean negated, List<Operand> values, Span span)
      implements Condition {
    public Membership {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      return left.text()
          + (negated ? " not in (" : " in (")
          + values.stream().map(Operand::text).collect(Collectors.joining(", "))
          + ")";
    }
  }

  /** A field that is itself true or false. */
  record Flag(Operand.Read read, Span span) implements Condition {
    @Override
    public String text() {
      return read.text();
    }
  }
}
