package dev.aurora.rules.override;

import dev.aurora.rules.fact.Order;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What two persons granted: that one control shall not deny one order, or a few of a scope.
 * Immutable.
 *
 * @param control catalogue id, one of {@link Overridable#CONTROLS}
 * @param ruleSet digest of the rule set that it was granted under: under any other it counts for
 *     nothing, so that no rule that was made stricter since is overridden by what was agreed before
 * @param account the only account whose orders it covers
 * @param strategy the only strategy; null = any of the account
 * @param symbol the only symbol; null = any of the account
 * @param clientOrderId the only order; null = any of the scope
 * @param valueMax sum of the order values that it covers, account currency, above zero
 * @param ordersMax number of orders that it covers, from 1; 1 where an order is named
 * @param from wall time from which it counts
 * @param expires wall time from which it counts no more, at most a day after {@code from}
 */
public record RuleOverride(
    String id,
    String control,
    String ruleSet,
    String account,
    @Nullable String strategy,
    @Nullable String symbol,
    @Nullable String clientOrderId,
    BigDecimal valueMax,
    int ordersMax,
    String reason,
    String requestedBy,
    String approvedBy,
    Instant from,
    Instant expires) {

  /** The longest that an override may last. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /**
   * @throws IllegalArgumentException when it could never be granted
   */
  public RuleOverride {
    Objects.requireNonNull(id, "id");
    require(Overridable.isControl(control), control + " can't be overridden");
    require(!account.isBlank(), "an override names an account");
    require(valueMax.signum() > 0, "the value of an override is above zero");
    require(ordersMax >= 1, "an override covers one order or more");
    require(clientOrderId == null || ordersMax == 1, "one named order is one order");
    require(!reason.isBlank(), "an override has a reason");
    require(!requestedBy.equals(approvedBy), "an override takes two persons");
    require(expires.isAfter(from), "an override expires after it begins");
    require(!expires.isAfter(from.plus(LONGEST)), "an override lasts a day at most");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /**
   * Whether it counts at a moment: from its beginning on, and no more at its expiry. The one place
   * that says so, for checks, replays and tests.
   *
   * @param wallTime never market time
   */
  public boolean isLiveAt(Instant wallTime) {
    return !wallTime.isBefore(from) && wallTime.isBefore(expires);
  }

  /** Whether it speaks of this order, whatever the time and whatever is left of it. */
  public boolean covers(Order order) {
    return account.equals(order.account())
        && (strategy == null || strategy.equals(order.strategy()))
        && (symbol == null || symbol.equals(order.symbol()))
        && (clientOrderId == null || clientOrderId.equals(order.clientOrderId()));
  }

  /** The two who granted it. */
  public String persons() {
    return requestedBy + " and " + approvedBy;
  }
}
