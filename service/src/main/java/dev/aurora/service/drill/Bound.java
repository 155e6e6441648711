package dev.aurora.service.drill;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitName;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far the policy lets an attack get. What is at the bound is within it.
 *
 * @param measure what is measured, in words with its unit
 * @param limit the limits that the bound follows from, as they stand in the policy
 * @param max the most that the policy allows, in the measure's unit; null = it sets no bound
 */
record Bound(String measure, String limit, @Nullable BigDecimal max) {

  /** The value of one limit. */
  static Bound of(String measure, BoundLimits limits, LimitName name) {
    return new Bound(measure, name.word(), limits.bound(name).value());
  }

  /** The tighter of two; one without a value doesn't bind. */
  Bound tighter(Bound other) {
    if (max == null || other.max == null) {
      return max == null ? other : this;
    }
    return max.compareTo(other.max) <= 0 ? this : other;
  }

  /** The same, this often. */
  Bound times(int factor, String what) {
    return new Bound(
        measure,
        limit + " x " + factor + " " + what,
        max == null ? null : max.multiply(BigDecimal.valueOf(factor)));
  }

  boolean holds(BigDecimal observed) {
    return max != null && observed.compareTo(max) <= 0;
  }
}
