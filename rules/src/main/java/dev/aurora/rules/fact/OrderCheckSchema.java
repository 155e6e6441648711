package dev.aurora.rules.fact;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitBook.Bound;
import dev.aurora.rules.limit.LimitName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every value that a rule may read from an {@link OrderCheck}: the registry's entries stand in
 * {@link OrderFields}, {@link MarketFields}, {@link AccountFields} and {@link ControlFields},
 * limits come from {@link LimitName} as {@code limits.<property>}, and {@link RawFields} names what
 * cannot be read. Immutable and thread-safe.
 */
public final class OrderCheckSchema implements FactSchema<OrderCheck> {

  /** The one instance. */
  public static final OrderCheckSchema INSTANCE = new OrderCheckSchema();

  private static final String LIMITS = "limits.";

  private final Map<String, FactField<OrderCheck>> byName;

  private OrderCheckSchema() {
    Map<String, FactField<OrderCheck>> fields = new LinkedHashMap<>();
    for (List<FactField<OrderCheck>> group :
        List.of(
            OrderFields.all(),
            MarketFields.all(),
            AccountFields.all(),
            ControlFields.all(),
            limitFields(),
            RawFields.all())) {
      for (FactField<OrderCheck> field : group) {
        if (fields.put(field.name(), field) != null) {
          throw new IllegalStateException("two fields are called " + field.name());
        }
      }
    }
    this.byName = Collections.unmodifiableMap(fields);
  }

  @Override
  public String patternName() {
    return OrderCheck.class.getSimpleName();
  }

  @Override
  public Class<OrderCheck> factClass() {
    return OrderCheck.class;
  }

  @Override
  public Optional<FactField<OrderCheck>> field(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Collection<FactField<OrderCheck>> fields() {
    return byName.values();
  }

  private static List<FactField<OrderCheck>> limitFields() {
    List<FactField<OrderCheck>> fields = new ArrayList<>();
    for (LimitName name : LimitName.values()) {
      fields.add(limit(name.property(), name, limits -> limits.bound(name)));
    }
    fields.add(
        limit(
            BoundLimits.FIRM_CREDIT_THRESHOLD,
            LimitName.CREDIT_THRESHOLD,
            limits -> limits.bound(BoundLimits.FIRM_CREDIT_THRESHOLD).orElseThrow()));
    return fields;
  }

  private static FactField<OrderCheck> limit(
      String property, LimitName name, Function<BoundLimits, Bound> bound) {
    return new FactField<>(
        LIMITS + property,
        FactType.DECIMAL,
        name.unit().word(),
        name.description(),
        check -> 0,
        check -> List.of(),
        check -> bound.apply(check.getLimits()).value(),
        false,
        "");
  }
}
