package dev.aurora.rules.verdict;

import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observed / limit by limit name, worked out when first looked at: forty divisions that only a
 * record needs are not to stand between an order and its verdict. Its source is a pure function of
 * immutable facts, so that it doesn't matter when and how often it runs. Cannot be changed;
 * thread-safe.
 *
 * <p>Looking at it throws what its source throws: then there is no record, and without a record
 * nothing is sent.
 */
public final class LimitUse extends AbstractMap<String, BigDecimal> {

  private final Supplier<Map<String, BigDecimal>> source;
  // Two threads may both work it out, and get equal maps; Map.copyOf is safe to publish.
  private @Nullable Map<String, BigDecimal> found;

  /**
   * @param source gives equal maps however often it is asked
   */
  public LimitUse(Supplier<Map<String, BigDecimal>> source) {
    this.source = source;
  }

  private Map<String, BigDecimal> found() {
    Map<String, BigDecimal> known = found;
    if (known == null) {
      known = Map.copyOf(source.get());
      found = known;
    }
    return known;
  }

  @Override
  public Set<Entry<String, BigDecimal>> entrySet() {
    return found().entrySet();
  }

  @Override
  public @Nullable BigDecimal get(Object key) {
    return found().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return found().containsKey(key);
  }
}
