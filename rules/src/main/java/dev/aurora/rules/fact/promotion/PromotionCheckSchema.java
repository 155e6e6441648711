package dev.aurora.rules.fact.promotion;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.FactSchema;
import dev.aurora.rules.fact.LimitFields;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every value that a rule may read from a {@link PromotionCheck}: the registry's entries stand in
 * {@link PromotionFields}, limits are read as {@code limits.<property>}. Immutable and thread-safe.
 */
public final class PromotionCheckSchema implements FactSchema<PromotionCheck> {

  /** The one instance. */
  public static final PromotionCheckSchema INSTANCE = new PromotionCheckSchema();

  private final Map<String, FactField<PromotionCheck>> byName;

  private PromotionCheckSchema() {
    Map<String, FactField<PromotionCheck>> fields = new LinkedHashMap<>();
    for (List<FactField<PromotionCheck>> group :
        List.of(PromotionFields.all(), LimitFields.<PromotionCheck>all(), PromotionFields.raw())) {
      for (FactField<PromotionCheck> field : group) {
        if (fields.put(field.name(), field) != null) {
          throw new IllegalStateException("two fields are called " + field.name());
        }
      }
    }
    this.byName = Collections.unmodifiableMap(fields);
  }

  @Override
  public String patternName() {
    return PromotionCheck.class.getSimpleName();
  }

  @Override
  public Class<PromotionCheck> factClass() {
    return PromotionCheck.class;
  }

  @Override
  public Optional<FactField<PromotionCheck>> field(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Collection<FactField<PromotionCheck>> fields() {
    return byName.values();
  }
}
