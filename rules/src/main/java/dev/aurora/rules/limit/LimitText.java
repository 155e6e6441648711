package dev.aurora.rules.limit;

import dev.aurora.rules.limit.LimitProblem.Kind;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a limit's value is written: a plain decimal such as {@code 0.5} or {@code 50 000} (single
 * spaces between groups of three digits), or the word {@code unlimited}.
 */
final class LimitText {

  static final String UNLIMITED = "unlimited";

  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,24}(\\.[0-9]{1,24})?");
  private static final Pattern GROUPED =
      Pattern.compile("[0-9]{1,3}( [0-9]{3}){1,7}(\\.[0-9]{1,24})?");

  private LimitText() {}

  /** What is wrong with the text as a value of that limit, or null when nothing is. */
  static @Nullable Kind problem(LimitName name, String text) {
    if (text.equals(UNLIMITED)) {
      return name.unlimitedAllowed() ? null : Kind.UNLIMITED_REFUSED;
    }
    if (text.startsWith("-") && isNumber(text.substring(1))) {
      return Kind.NEGATIVE;
    }
    if (!isNumber(text)) {
      return text.indexOf(',') >= 0 && isNumber(text.replace(",", ""))
          ? Kind.COMMA_DECIMAL
          : Kind.NOT_A_NUMBER;
    }
    int decimals = number(text).stripTrailingZeros().scale();
    return decimals > name.unit().decimalsMax() ? Kind.TOO_PRECISE : null;
  }

  /** The value of a text without problem; null = {@code unlimited}. */
  static @Nullable BigDecimal value(String text) {
    return text.equals(UNLIMITED) ? null : number(text);
  }

  /** Which sentence tells an officer of the problem. */
  static String message(Kind kind, LimitName name, String text) {
    String of = name.property() + " (" + name.unit().word() + ")";
    return switch (kind) {
      case UNLIMITED_REFUSED ->
          of
              + " cannot be unlimited: it is a minimum or a length of time; write 0 to switch it"
              + " off";
      case NEGATIVE -> of + " cannot be negative: " + text;
      case COMMA_DECIMAL ->
          of + " has a comma in " + text + ": write a point for decimals, spaces for thousands";
      case TOO_PRECISE ->
          of + " can have at most " + name.unit().decimalsMax() + " decimals: " + text;
      case NOT_A_NUMBER ->
          of + " needs a plain decimal number or the word unlimited, but found: " + text;
      case BAD_SCOPE, SCOPE_TWICE, UNKNOWN_LIMIT, SET_TWICE, MISSING_AT_FIRM, LOOSER_THAN_FIRM ->
          throw new IllegalArgumentException(kind + " is no problem of a text");
    };
  }

  private static boolean isNumber(String text) {
    return PLAIN.matcher(text).matches() || GROUPED.matcher(text).matches();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.replace(" ", ""));
  }
}
