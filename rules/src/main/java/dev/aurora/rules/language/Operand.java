package dev.aurora.rules.language;

import java.math.BigDecimal;

/** A value in a condition. */
public sealed interface Operand extends Node {

  /** A field of the fact, such as {@code orderValue} or {@code limits.orderValueMax}. */
  record Read(String name, Span span) implements Operand {
    /** What every limit's name begins with. */
    public static final String LIMITS = "limits.";

    /** Whether it reads a limit and not something observed. */
    public boolean isLimit() {
      return name.startsWith(LIMITS);
    }

    @Override
    public String text() {
      return name;
    }
  }

  /** A quoted text. */
  record Text(String value, Span span) implements Operand {
    @Override
    public String text() {
      return '"' + value + '"';
    }
  }

  /**
   * A number as written.
   *
   * @param whole written without B: a count
   */
  record Number(BigDecimal value, boolean whole, Span span) implements Operand {
    @Override
    public String text() {
      return value.toPlainString() + (whole ? "" : "B");
    }
  }

  /** {@code true} or {@code false}. */
  record Truth(boolean value, Span span) implements Operand {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  /** A sum, difference or product. */
  record Arithmetic(Operand left, Sign sign, Operand right, Span span) implements Operand {
    @Override
    public String text() {
      return side(left, false) + " " + sign.text() + " " + side(right, true);
    }

    private String side(Operand operand, boolean isRight) {
      boolean bare =
          !(operand instanceof Arithmetic inner)
              || (inner.sign == Sign.TIMES && !isRight)
              || (inner.sign != Sign.TIMES && sign != Sign.TIMES && !isRight);
      return bare ? operand.text() : "(" + operand.text() + ")";
    }
  }

  /** What an {@link Arithmetic} does. */
  enum Sign {
    PLUS("+"),
    MINUS("-"),
    TIMES("*");

    private final String text;

    Sign(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
