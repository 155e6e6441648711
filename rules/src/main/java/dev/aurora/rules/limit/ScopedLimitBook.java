package dev.aurora.rules.limit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A limit book by scope, made by {@link LimitBookBuilder}. What binds is worked out once per owners
 * and kept; the store is capped, because the owners' names come from outside.
 */
public final class ScopedLimitBook implements LimitBook {

  private static final int CACHED_OWNERS_MAX = 8_192;
  private static final Set<LimitName> ALL_NAMES = Set.of(LimitName.values());

  private final Map<String, Map<LimitName, Bound>> byScope;
  private final Map<Owners, BoundLimits> cache = new ConcurrentHashMap<>();

  /**
   * @param byScope values by scope text; the firm's are complete
   */
  ScopedLimitBook(Map<String, Map<LimitName, Bound>> byScope) {
    Map<String, Map<LimitName, Bound>> copy = new LinkedHashMap<>();
    byScope.forEach((scope, values) -> copy.put(scope, Map.copyOf(values)));
    this.byScope = copy;
    if (!byScope.getOrDefault(ScopeText.FIRM, Map.of()).keySet().containsAll(ALL_NAMES)) {
      throw new IllegalArgumentException("the firm scope is not complete");
    }
  }

  @Override
  public BoundLimits bind(
      @Nullable String account,
      @Nullable String strategy,
      @Nullable String symbol,
      @Nullable String modelVersion,
      @Nullable String venue) {
    Owners owners = new Owners(account, strategy, symbol, modelVersion, venue);
    BoundLimits cached = cache.get(owners);
    if (cached != null) {
      return cached;
    }
    BoundLimits bound = owners.bindIn(byScope);
    if (cache.size() < CACHED_OWNERS_MAX) {
      cache.put(owners, bound);
    }
    return bound;
  }

  /** Texts of all scopes in the book, as written, in their order. */
  public Set<String> scopes() {
    return Collections.unmodifiableSet(byScope.keySet());
  }

  /**
   * What a scope itself sets, without the wider ones; empty for a scope that is not in the book.
   */
  public Map<LimitName, Bound> ownValues(String scope) {
    return byScope.getOrDefault(scope, Map.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScopedLimitBook book && byScope.equals(book.byScope);
  }

  @Override
  public int hashCode() {
    return byScope.hashCode();
  }

  @Override
  public String toString() {
    return "ScopedLimitBook" + byScope;
  }

  private record Owners(
      @Nullable String account,
      @Nullable String strategy,
      @Nullable String symbol,
      @Nullable String modelVersion,
      @Nullable String venue) {

    BoundLimits bindIn(Map<String, Map<LimitName, Bound>> byScope) {
      Bound[] bounds = new Bound[LimitName.values().length];
      for (String scope : ScopeText.covering(account, strategy, symbol, modelVersion, venue)) {
        if (scope != null) {
          byScope
              .getOrDefault(scope, Map.of())
              .forEach((name, value) -> tighten(bounds, name, value));
        }
      }
      Bound firms = byScope.getOrDefault(ScopeText.FIRM, Map.of()).get(LimitName.CREDIT_THRESHOLD);
      return new BoundLimits(
          bounds,
          Objects.requireNonNull(firms, "a book is not made without a complete firm scope"));
    }

    /** A narrower scope binds only when it is tighter; of equals the wider one is named. */
    private static void tighten(Bound[] bounds, LimitName name, Bound candidate) {
      Bound current = bounds[name.ordinal()];
      if (current == null || isTighter(name, candidate.value(), current.value())) {
        bounds[name.ordinal()] = candidate;
      }
    }

    /** Null = unlimited. */
    private static boolean isTighter(
        LimitName name, @Nullable BigDecimal candidate, @Nullable BigDecimal current) {
      if (candidate == null || current == null) {
        return candidate != null;
      }
      int order = candidate.compareTo(current);
      return name.combine() == LimitName.Combine.SMALLEST ? order < 0 : order > 0;
    }
  }
}
