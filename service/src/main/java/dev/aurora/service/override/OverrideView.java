package dev.aurora.service.override;

import dev.aurora.rules.override.StandingOverride;
import dev.aurora.service.journal.override.OverrideLedger;
import dev.aurora.service.journal.override.OverrideRequest;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An override as callers see it.
 *
 * @param ruleSet the only rule set under which it counts; null while it is only asked for
 * @param valueLeft account currency; null while it is only asked for
 * @param from wall time; null while it is only asked for
 */
public record OverrideView(
    String id,
    State state,
    OverrideRequest asked,
    String requestedBy,
    @Nullable String approvedBy,
    @Nullable String ruleSet,
    @Nullable BigDecimal valueLeft,
    @Nullable Integer ordersLeft,
    @Nullable Instant from,
    @Nullable Instant revokedAt,
    @Nullable String revokedBy) {

  /** Where an override stands. */
  public enum State {
    /** A second person has not approved it: it has no effect. */
    REQUESTED,
    LIVE,
    USED_UP,
    EXPIRED,
    REVOKED
  }

  static OverrideView of(OverrideLedger.Asked asked) {
    return new OverrideView(
        asked.id(),
        State.REQUESTED,
        asked.request(),
        asked.by(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static OverrideView of(StandingOverride one, Instant now) {
    var granted = one.granted();
    return new OverrideView(
        granted.id(),
        state(one, now),
        new OverrideRequest(
            granted.control(),
            granted.account(),
            granted.strategy(),
            granted.symbol(),
            granted.clientOrderId(),
            granted.valueMax(),
            granted.ordersMax(),
            granted.expires(),
            granted.reason()),
        granted.requestedBy(),
        granted.approvedBy(),
        granted.ruleSet(),
        one.valueLeft(),
        one.ordersLeft(),
        granted.from(),
        one.revokedAt(),
        one.revokedBy());
  }

  private static State state(StandingOverride one, Instant now) {
    if (one.revokedAt() != null) {
      return State.REVOKED;
    }
    if (!one.granted().isLiveAt(now)) {
      return State.EXPIRED;
    }
    return one.ordersLeft() < 1 || one.valueLeft().signum() == 0 ? State.USED_UP : State.LIVE;
  }
}
