package dev.aurora.rules.fact;

import dev.aurora.rules.limit.LimitName;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every value that a rule may read from an {@link OrderCheck}: the registry's entries stand in
 * {@link OrderFields}, {@link MarketFields}, {@link AccountFields} and {@link ControlFields},
 * limits come from {@link LimitName} as {@code limits.<property>}, and {@link RawFields} names what
 * cannot be read. Immutable and thread-safe.
 */
public final class OrderCheckSchema implements FactSchema<OrderCheck> {

  /** The one instance. */
  public static final OrderCheckSchema INSTANCE = new OrderCheckSchema();

  private final Map<String, FactField<OrderCheck>> byName;

  private OrderCheckSchema() {
    Map<String, FactField<OrderCheck>> fields = new LinkedHashMap<>();
    for (List<FactField<OrderCheck>> group :
        List.of(
            OrderFields.all(),
            MarketFields.all(),
            AccountFields.all(),
            ControlFields.all(),
            LimitFields.<OrderCheck>all(),
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
}
