package dev.aurora.rules.override;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An override as it stands at a check: what is left of it.
 *
 * @param valueLeft account currency; never negative
 * @param ordersLeft never negative
 * @param revokedAt wall time; null while it was not revoked
 * @param revokedBy the person; null while it was not revoked
 */
public record StandingOverride(
    RuleOverride granted,
    BigDecimal valueLeft,
    int ordersLeft,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  public StandingOverride {
    if (valueLeft.signum() < 0 || ordersLeft < 0) {
      throw new IllegalArgumentException(
          "more was spent of override " + granted.id() + " than it had");
    }
  }

  /** An override of which nothing is spent yet. */
  public static StandingOverride fresh(RuleOverride granted) {
    return new StandingOverride(granted, granted.valueMax(), granted.ordersMax(), null, null);
  }

  /** What is left after an order of this value. */
  public StandingOverride spent(BigDecimal orderValue) {
    return new StandingOverride(
        granted, valueLeft.subtract(orderValue), ordersLeft - 1, revokedAt, revokedBy);
  }
}
