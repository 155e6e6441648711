package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes registry entries of {@link OrderCheck}; the words of the entries themselves. */
final class Fields {

  /** Unit of prices. */
  static final String PRICE = "price currency per unit";

  /** The base facts that a value needs in an order's situation. */
  @FunctionalInterface
  interface Need extends Function<OrderCheck, FactBits> {}

  private Fields() {}

  static Need of(BaseFact... facts) {
    FactBits bits = FactBits.of(facts);
    return check -> bits;
  }

  static FactField<OrderCheck> decimal(
      String name,
      String unit,
      String description,
      Need need,
      Function<OrderCheck, BigDecimal> reader) {
    return field(name, FactType.DECIMAL, unit, description, need, reader::apply);
  }

  static FactField<OrderCheck> bool(
      String name, String description, Need need, Function<OrderCheck, Boolean> reader) {
    return field(name, FactType.BOOLEAN, "", description, need, reader::apply);
  }

  static FactField<OrderCheck> text(
      String name, String description, Need need, Function<OrderCheck, String> reader) {
    return field(name, FactType.TEXT, "", description, need, reader::apply);
  }

  /**
   * A fact that can rightly be absent, or that is no number, flag or text: rules cannot read it.
   */
  static FactField<OrderCheck> raw(
      String name,
      String description,
      String insteadOf,
      Function<OrderCheck, @Nullable Object> reader) {
    return new FactField<>(
        name,
        FactType.TEXT,
        "",
        description,
        check -> 0,
        check -> List.of(),
        reader,
        true,
        insteadOf);
  }

  private static FactField<OrderCheck> field(
      String name,
      FactType type,
      String unit,
      String description,
      Need need,
      Function<OrderCheck, @Nullable Object> reader) {
    return new FactField<>(
        name,
        type,
        unit,
        description,
        check -> check.complete() ? 0 : check.missing().and(need.apply(check)).folded(),
        check -> check.missing().and(need.apply(check)).pathsIn(check.facts()),
        reader,
        false,
        "");
  }
}
