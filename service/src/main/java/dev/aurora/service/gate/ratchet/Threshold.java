package dev.aurora.service.gate.ratchet;

import java.util.Locale;

/**
 * A threshold with the direction in which it may be passed.
 *
 * @param name of the measure
 * @param direction which side is good
 * @param value the bound itself is good; 1 for what must be true
 */
public record Threshold(String name, Direction direction, double value) {

  /** Which side of a bound is good. */
  public enum Direction {
    /** The measure is at most the value. */
    MAX,
    /** The measure is at least the value. */
    MIN,
    /** The measure is true; there is no value. */
    TRUE;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a measure is good; what is no number never is. */
  boolean holds(double measure) {
    return switch (direction) {
      case MAX -> measure <= value;
      case MIN -> measure >= value;
      case TRUE -> measure == 1;
    };
  }

  /** Whether this lets through what the other one does not. */
  boolean isLooserThan(Threshold other) {
    if (direction != other.direction) {
      return true; // what another direction means nobody can say: it needs its reason
    }
    return switch (direction) {
      case MAX -> !(value <= other.value);
      case MIN -> !(value >= other.value);
      case TRUE -> false;
    };
  }

  String text() {
    return direction == Direction.TRUE ? "true" : direction.id() + " " + number();
  }

  /** The value as it is written in the change log: without an exponent or a trailing zero. */
  String number() {
    return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
