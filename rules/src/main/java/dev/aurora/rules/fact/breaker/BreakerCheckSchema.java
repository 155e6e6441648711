package dev.aurora.rules.fact.breaker;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.LimitFields;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every value that a rule may read from a {@link BreakerCheck}: the registry's entries stand in
 * {@link BreakerFields}, limits are read as {@code limits.<property>}. Immutable and thread-safe.
 */
public final class BreakerCheckSchema implements FactSchema<BreakerCheck> {

  /** The one instance. */
  public static final BreakerCheckSchema INSTANCE = new BreakerCheckSchema();

  private final Map<String, FactField<BreakerCheck>> byName;

  private BreakerCheckSchema() {
    Map<String, FactField<BreakerCheck>> fields = new LinkedHashMap<>();
    for (List<FactField<BreakerCheck>> group :
        List.of(BreakerFields.all(), LimitFields.<BreakerCheck>all(), BreakerFields.raw())) {
      for (FactField<BreakerCheck> field : group) {
        if (fields.put(field.name(), field) != null) {
          throw new IllegalStateException("two fields are called " + field.name());
        }
      }
    }
    this.byName = Collections.unmodifiableMap(fields);
  }

  @Override
  public String patternName() {
    return BreakerCheck.class.getSimpleName();
  }

  @Override
  public Class<BreakerCheck> factClass() {
    return BreakerCheck.class;
  }

  @Override
  public Optional<FactField<BreakerCheck>> field(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Set<String> parts() {
    return BreakerFields.PARTS;
  }

  @Override
  public Collection<FactField<BreakerCheck>> fields() {
    return byName.values();
  }
}
