package dev.aurora.rules.language;

import java.util.Arrays;
import java.util.Optional;

/** A comparison. */
public enum Operator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  BELOW("<"),
  AT_MOST("<="),
  ABOVE(">"),
  AT_LEAST(">=");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }

  /** Whether it orders its sides, which only numbers allow. */
  public boolean ordering() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Whether it holds for a {@code compareTo} result. */
  public boolean holds(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case BELOW -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case ABOVE -> comparison > 0;
      case AT_LEAST -> comparison >= 0;
    };
  }

  /** The one that holds exactly when this doesn't. */
  public Operator negated() {
    return switch (this) {
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      case BELOW -> AT_LEAST;
      case AT_MOST -> ABOVE;
      case ABOVE -> AT_MOST;
      case AT_LEAST -> BELOW;
    };
  }

  /** The same comparison with its sides exchanged. */
  public Operator mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case BELOW -> ABOVE;
      case AT_MOST -> AT_LEAST;
      case ABOVE -> BELOW;
      case AT_LEAST -> AT_MOST;
    };
  }

  static Optional<Operator> ofSign(String sign) {
    return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
  }
}
