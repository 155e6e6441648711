package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.*;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.FactType;
import dev.aurora.rules.language.Operand.Arithmetic;
import dev.aurora.rules.language.Operand.Read;
import dev.aurora.rules.language.Operand.Truth;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Resolves every read through the registry of the fact and holds the two sides of each comparison
 * against each other. It refuses what the engine would take and answer wrongly or by chance: a
 * count in a list of decimals, calculations that overflow, a text compared by size.
 */
final class TypeChecker {

  private final FactSchema<?> schema;
  private final List<Problem> problems;

  TypeChecker(FactSchema<?> schema, List<Problem> problems) {
    this.schema = schema;
    this.problems = problems;
  }

  void check(Condition condition) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(this::check);
      case Condition.Any any -> any.parts().forEach(this::check);
      case Condition.Not not -> check(not.inner());
      case Condition.Flag flag -> flag(flag);
      case Condition.Comparison comparison -> comparison(comparison);
      case Condition.Membership membership -> membership(membership);
    }
  }

  private void flag(Condition.Flag flag) {
    FactType type = type(flag.read(), false);
    if (type != null && type != FactType.BOOLEAN) {
      report(
          NOT_A_CONDITION,
          flag.span(),
          "`" + flag.text() + "` is " + kind(type) + "; a condition compares it with something.",
          "Add a comparison, such as `" + flag.text() + " > ...`.");
    }
  }

  private void comparison(Condition.Comparison comparison) {
    Operand left = comparison.left();
    Operand right = comparison.right();
    if (isFixed(left)) {
      fixedFirst(comparison);
      return;
    }
    FactType leftType = type(left, right instanceof Operand.Text);
    FactType rightType =
        left instanceof Operand.Text ? type(right, true) : type(right, leftType == FactType.TEXT);
    if (leftType == null || rightType == null) {
      return;
    }
    if (isNumber(leftType) && isNumber(rightType)) {
      numbers(comparison);
    } else if (leftType != rightType) {
      report(
          MIXED_KINDS,
          comparison.span(),
          "`"
              + left.text()
              + "` is "
              + kind(leftType)
              + ", but `"
              + right.text()
              + "` is "
              + kind(rightType)
              + ".",
          hintFor(leftType, left));
    } else if (comparison.operator().ordering()) {
      report(
          TEXT_ORDER,
          comparison.span(),
          "`" + left.text() + "` is " + kind(leftType) + " and can't be compared by size.",
          "Use `==`, `!=` or `in (...)`.");
    }
  }

  private void fixedFirst(Condition.Comparison comparison) {
    Operand right = comparison.right();
    if (isFixed(right)) {
      report(
          CONSTANT_SUM,
          comparison.span(),
          "`" + comparison.text() + "` compares two fixed values.",
          "Compare a field of the fact.");
    } else {
      report(
          VALUE_FIRST,
          comparison.span(),
          "The fixed value stands on the left.",
          "Write `"
              + right.text()
              + " "
              + comparison.operator().mirrored().sign()
              + " "
              + comparison.left().text()
              + "`.");
    }
  }

  private static boolean isFixed(Operand operand) {
    return switch (operand) {
      case Read read -> false;
      case Arithmetic sum -> isFixed(sum.left()) && isFixed(sum.right());
      case Operand.Text text -> true;
      case Operand.Number number -> true;
      case Truth truth -> true;
    };
  }

  private static String hintFor(FactType type, Operand operand) {
    return switch (type) {
      case TEXT -> "Compare it with a text in quotes.";
      case BOOLEAN -> "Write `" + operand.text() + "` or `!" + operand.text() + "`.";
      case DECIMAL -> "Compare it with a number, such as 10.50B.";
      case INTEGER -> "Compare it with a whole number.";
    };
  }

  /** The engine adds and compares counts and decimals by rules of its own; only safe mixes pass. */
  private void numbers(Condition.Comparison comparison) {
    Operand left = comparison.left();
    Operand right = comparison.right();
    boolean countsLeft = reads(left, FactType.INTEGER);
    boolean counts = countsLeft || reads(right, FactType.INTEGER);
    boolean decimals = reads(left, FactType.DECIMAL) || reads(right, FactType.DECIMAL);
    Optional<Operand.Number> literal = decimalLiteral(left).or(() -> decimalLiteral(right));
    if (counts && !decimals && literal.isPresent()) {
      String whole = literal.get().value().toBigInteger().toString();
      report(
          COUNT_WITH_DECIMAL,
          literal.get().span(),
          "`"
              + (countsLeft ? left : right).text()
              + "` is a count; it is compared with whole"
              + " numbers.",
          "Write `" + whole + "`.");
    } else if (counts
        && (decimals || literal.isPresent())
        && left instanceof Arithmetic
        && right instanceof Arithmetic) {
      report(
          MIXED_ARITHMETIC,
          comparison.span(),
          "Counts and decimals are mixed, with calculations on both sides.",
          "Calculate on one side only.");
    } else if (right instanceof Arithmetic sum
        && (sum.left() instanceof Arithmetic || sum.right() instanceof Arithmetic)) {
      // The engine's compiler breaks on it; on the left it takes any calculation.
      report(
          MIXED_ARITHMETIC,
          right.span(),
          "On the right of a comparison stands one sum or product at most.",
          "Write the longer calculation on the left: `"
              + right.text()
              + " "
              + comparison.operator().mirrored().sign()
              + " "
              + left.text()
              + "`.");
    } else if (factors(left) > 2 || factors(right) > 2) {
      report(
          MIXED_ARITHMETIC,
          comparison.span(),
          "A product of more than two fields could overflow.",
          "Multiply two fields at most.");
    }
  }

  /** Reads that are multiplied with each other at the most. */
  private static int factors(Operand operand) {
    return switch (operand) {
      case Arithmetic sum -> {
        int left = factors(sum.left());
        int right = factors(sum.right());
        yield sum.sign() == Operand.Sign.TIMES ? left + right : Math.max(left, right);
      }
      case Read read -> 1;
      case Operand.Text text -> 0;
      case Operand.Number number -> 0;
      case Truth truth -> 0;
    };
  }

  private boolean reads(Operand operand, FactType type) {
    return any(
        operand,
        leaf ->
            leaf instanceof Read read
                && schema.field(read.name()).filter(field -> field.type() == type).isPresent());
  }

  private static Optional<Operand.Number> decimalLiteral(Operand operand) {
    return switch (operand) {
      case Operand.Number number -> number.whole() ? Optional.empty() : Optional.of(number);
      case Arithmetic sum -> decimalLiteral(sum.left()).or(() -> decimalLiteral(sum.right()));
      case Operand other -> Optional.empty();
    };
  }

  private static boolean any(Operand operand, Predicate<Operand> test) {
    return operand instanceof Arithmetic sum
        ? any(sum.left(), test) || any(sum.right(), test)
        : test.test(operand);
  }

  private void membership(Condition.Membership membership) {
    FactType type = type(membership.left(), false);
    if (!(membership.left() instanceof Read) && type != null) {
      badList(membership.left(), "Left of `in` stands a field.");
      return;
    }
    for (Operand value : membership.values()) {
      boolean fits =
          switch (value) {
            case Operand.Text text -> type == FactType.TEXT;
            case Operand.Number number -> type == FactType.INTEGER && number.whole();
            case Read read -> false;
            case Arithmetic sum -> false;
            case Truth truth -> false;
          };
      if (type != null && !fits) {
        listValue(membership, type, value);
      }
    }
  }

  private void listValue(Condition.Membership membership, FactType type, Operand value) {
    if (type == FactType.TEXT && value instanceof Read read) {
      unquoted(read);
    } else if (type == FactType.TEXT || type == FactType.INTEGER) {
      badList(
          value,
          "`"
              + membership.left().text()
              + "` is "
              + kind(type)
              + "; `"
              + value.text()
              + "` can't be in its list.");
    } else {
      badList(membership.left(), "`in` is for texts and counts, not for " + kind(type) + ".");
    }
  }

  private void badList(Operand at, String message) {
    report(
        BAD_LIST,
        at.span(),
        message,
        "Write texts in quotes, `in (\"A\", \"B\")`, or whole numbers, `in (1, 2)`.");
  }

  /** Type of a value; null when it has none, which is reported then. */
  private @Nullable FactType type(Operand operand, boolean textExpected) {
    return switch (operand) {
      case Read read -> readType(read, textExpected);
      case Operand.Text text -> FactType.TEXT;
      case Operand.Number number -> number.whole() ? FactType.INTEGER : FactType.DECIMAL;
      case Truth truth -> FactType.BOOLEAN;
      case Arithmetic sum -> sumType(sum);
    };
  }

  private @Nullable FactType sumType(Arithmetic sum) {
    FactType left = type(sum.left(), false);
    FactType right = type(sum.right(), false);
    if (left == null || right == null) {
      return null;
    }
    if (isFixed(sum)) {
      report(
          CONSTANT_SUM,
          sum.span(),
          "`" + sum.text() + "` calculates with fixed numbers only.",
          "Write the result.");
      return null;
    }
    for (Operand side : List.of(sum.left(), sum.right())) {
      FactType type = side == sum.left() ? left : right;
      if (!isNumber(type)) {
        report(
            MIXED_KINDS,
            side.span(),
            "`" + side.text() + "` is " + kind(type) + "; only numbers can be calculated with.",
            "Use number fields.");
        return null;
      }
    }
    return left == FactType.DECIMAL || right == FactType.DECIMAL
        ? FactType.DECIMAL
        : FactType.INTEGER;
  }

  private @Nullable FactType readType(Read read, boolean textExpected) {
    FactField<?> field = schema.field(read.name()).orElse(null);
    if (field == null) {
      unknown(read, textExpected);
      return null;
    }
    if (field.raw()) {
      report(
          RAW_FIELD,
          read.span(),
          "`" + read.name() + "` may rightly be absent, so a rule can't read it.",
          "Read `" + field.insteadOf() + "` instead.");
      return null;
    }
    return field.type();
  }

  private void unknown(Read read, boolean textExpected) {
    List<String> names = schema.fields().stream().<String>map(FactField::name).toList();
    if (textExpected || read.name().matches("[A-Z][A-Z0-9_]+")) {
      unquoted(read);
    } else if (read.isLimit()) {
      report(
          UNKNOWN_LIMIT,
          read.span(),
          "There is no limit `" + read.name() + "`.",
          DidYouMean.ask(
              read.name(),
              names.stream().filter(name -> name.startsWith(Read.LIMITS)).toList(),
              "The limits are listed in the catalogue."));
    } else {
      report(
          UNKNOWN_FIELD,
          read.span(),
          schema.patternName() + " has no field `" + read.name() + "`.",
          meant(read.name(), names));
    }
  }

  private static String meant(String name, List<String> names) {
    int dot = name.lastIndexOf('.');
    String last = name.substring(dot + 1);
    // As in the JSON of the facts: `order.value` for orderValue.
    String joined =
        name.substring(0, dot + 1).replace(".", "")
            + Character.toUpperCase(last.charAt(0))
            + last.substring(1);
    for (String candidate : List.of(Read.LIMITS + last, last, joined)) {
      if (names.contains(candidate)) {
        return "Did you mean `" + candidate + "`?";
      }
    }
    return DidYouMean.ask(last, names, "`aurora rules fields` lists the fields.");
  }

  private void unquoted(Read read) {
    report(
        UNQUOTED_TEXT,
        read.span(),
        "`" + read.name() + "` isn't a field; a text stands in quotes.",
        "Write \"" + read.name() + "\".");
  }

  private static boolean isNumber(FactType type) {
    return type == FactType.DECIMAL || type == FactType.INTEGER;
  }

  private static String kind(FactType type) {
    return switch (type) {
      case TEXT -> "a text";
      case DECIMAL -> "a decimal";
      case INTEGER -> "a count";
      case BOOLEAN -> "true or false";
    };
  }

  private void report(ProblemCode code, Span span, String message, String suggestion) {
    problems.add(Problem.error(code, span, message, suggestion));
  }
}
