package dev.aurora.rules.limit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Every limit by name and scope, complete at firm level. Thread-safe and immutable; the binding
 * values of a set of scopes are cached.
 */
public interface LimitBook {

  /**
   * The most restrictive values that cover an order of these owners, each with the scope that
   * binds. A null owner is left out of the search.
   */
  BoundLimits bind(
      @Nullable String account,
      @Nullable String strategy,
      @Nullable String symbol,
      @Nullable String modelVersion,
      @Nullable String venue);

  /** A binding value and its scope; {@code value} null = the word {@code unlimited}. */
  record Bound(@Nullable BigDecimal value, String scope) {}
}
