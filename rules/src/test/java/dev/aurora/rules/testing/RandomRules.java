package dev.aurora.rules.testing;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactType;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderCheckSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/**
 * Conditions of every shape that the language has, over every field that rules may read; constants
 * are values that a given order really has, so that its boundaries are hit. The seed decides
 * everything.
 */
public final class RandomRules {

  private final Random random;
  private final OrderCheck sample;
  private final List<FactField<OrderCheck>> numbers;
  private final List<FactField<OrderCheck>> texts;
  private final List<FactField<OrderCheck>> flags;

  /**
   * @param sample a complete order whose values become constants
   */
  public RandomRules(long seed, OrderCheck sample) {
    this.random = new Random(seed);
    this.sample = sample;
    this.numbers = fields(FactType.DECIMAL);
    this.texts = fields(FactType.TEXT);
    this.flags = fields(FactType.BOOLEAN);
  }

  private static List<FactField<OrderCheck>> fields(FactType type) {
    return OrderCheckSchema.INSTANCE.fields().stream()
        .filter(field -> field.type() == type && !field.raw())
        .toList();
  }

  /** A condition that nests at most {@code depth} deep. */
  public String condition(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0 -> pick(flags).name();
      case 1 -> text();
      case 2, 3, 4 -> comparison();
      case 5 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
      case 6 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
      case 7 -> "!(" + condition(depth - 1) + ")";
      default -> "!" + pick(flags).name();
    };
  }

  private String text() {
    FactField<OrderCheck> field = pick(texts);
    String value = '"' + field.reader().apply(sample).toString() + '"';
    return switch (random.nextInt(4)) {
      case 0 -> field.name() + " == " + value;
      case 1 -> field.name() + " != " + value;
      case 2 -> field.name() + " in (\"SELL\", " + value + ")";
      default -> field.name() + " not in (" + value + ", \"BUY\")";
    };
  }

  private String comparison() {
    String operator = List.of(">", ">=", "<", "<=", "==", "!=").get(random.nextInt(6));
    return number() + " " + operator + " " + (random.nextBoolean() ? number() : constant());
  }

  private String number() {
    String read = pick(numbers).name();
    return switch (random.nextInt(7)) {
      case 0 -> read + " + " + pick(numbers).name();
      case 1 -> read + " - " + constant();
      case 2 -> read + " * 2";
      case 3 -> "(" + read + " + " + pick(numbers).name() + ") * " + constant();
      default -> read;
    };
  }

  private String constant() {
    Object value = pick(numbers).reader().apply(sample);
    if (!(value instanceof BigDecimal number) || number.precision() > 12 || number.scale() > 8) {
      return random.nextInt(1_000) + ".5B";
    }
    String plain = number.toPlainString();
    boolean fits = number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0;
    return number.scale() <= 0 && fits && random.nextBoolean() ? plain : plain + "B";
  }

  private FactField<OrderCheck> pick(List<FactField<OrderCheck>> fields) {
    return fields.get(random.nextInt(fields.size()));
  }
}
