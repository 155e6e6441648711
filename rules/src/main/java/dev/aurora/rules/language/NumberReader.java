package dev.aurora.rules.language;

import static dev.aurora.rules.language.ProblemCode.BINARY_FRACTION;
import static dev.aurora.rules.language.ProblemCode.COMMA_DECIMAL;
import static dev.aurora.rules.language.ProblemCode.NOT_A_NUMBER;
import static dev.aurora.rules.language.ProblemCode.NUMBER_RANGE;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Reads one number. The engine's language has many ways to write numbers that don't mean what they
 * look like (010 is eight, 10.50 a binary fraction); here there are two: {@code 100} and {@code
 * 10.50B}.
 */
final class NumberReader {

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]*");
  private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?B");
  private static final Pattern BINARY = Pattern.compile("(0|[1-9][0-9]*)\\.[0-9]+");

  /** So that sums and products stay exact within the engine's 34 digits. */
  private static final int DIGITS_MAX = 17;

  private final TokenStream in;
  private final boolean inList;

  /**
   * @param inList true inside the list of {@code in}, where a comma next to a digit is right
   */
  NumberReader(TokenStream in, boolean inList) {
    this.in = in;
    this.inList = inList;
  }

  Operand.Number number() {
    Token token = in.next();
    Token after = in.peek();
    if (!inList
        && isGlued(token.span(), after)
        && after.isSign(",")
        && isGlued(after.span(), in.peek(1))) {
      return commaDecimal(token);
    }
    if (after.kind() == Token.Kind.NUMBER) {
      throw in.stop(
          NOT_A_NUMBER,
          token.span().to(after.span()),
          "A number is written without spaces.",
          "Write `" + token.text() + after.text() + "`.");
    }
    return read(token.text(), token.span());
  }

  private static boolean isGlued(Span left, Token right) {
    return left.end() == right.span().start()
        && (right.isSign(",") || right.kind() == Token.Kind.NUMBER);
  }

  private Operand.Number commaDecimal(Token token) {
    in.next();
    Token fraction = in.next();
    String whole = token.text();
    in.report(
        COMMA_DECIMAL,
        token.span().to(fraction.span()),
        "Inside a number stands a comma; here a comma means \"and\".",
        "Write `%s.%s` for a decimal, or `%s%s` for thousands."
            .formatted(whole, withB(fraction.text()), whole, fraction.text()));
    return new Operand.Number(BigDecimal.ONE, false, token.span().to(fraction.span()));
  }

  private static String withB(String digits) {
    return digits.endsWith("B") ? digits : digits + "B";
  }

  private Operand.Number read(String text, Span span) {
    if (WHOLE.matcher(text).matches()) {
      return whole(text, span);
    }
    if (DECIMAL.matcher(text).matches()) {
      return decimal(text.substring(0, text.length() - 1), span);
    }
    if (BINARY.matcher(text).matches()) {
      in.report(
          BINARY_FRACTION,
          span,
          "The number "
              + text
              + " would be rounded to a binary fraction, and the boundary with it.",
          "Write `" + text + "B`.");
      return decimal(text, span);
    }
    throw in.stop(
        NOT_A_NUMBER,
        span,
        "`" + text + "` isn't a plainly written number.",
        "Write whole numbers as `100` and decimals as `10.50B`.");
  }

  private Operand.Number whole(String text, Span span) {
    if (text.length() > DIGITS_MAX) {
      throw tooLong(text, span);
    }
    BigDecimal value = new BigDecimal(text);
    if (value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      in.report(
          NUMBER_RANGE,
          span,
          "The whole number " + text + " is too large to be read without B.",
          "Write `" + text + "B`.");
    }
    return new Operand.Number(value, true, span);
  }

  private Operand.Number decimal(String digits, Span span) {
    if (digits.replace(".", "").length() > DIGITS_MAX) {
      throw tooLong(digits, span);
    }
    return new Operand.Number(new BigDecimal(digits), false, span);
  }

  private TokenStream.Stop tooLong(String text, Span span) {
    return in.stop(
        NUMBER_RANGE,
        span,
        "The number " + text + " has more than " + DIGITS_MAX + " digits.",
        "Write fewer digits.");
  }
}
