package dev.aurora.rules.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that one pre-trade check may look at, as plain data: what the journal assembles, what a
 * decision record stores and what {@code aurora rules eval} reads. A {@code null} section or value
 * is <em>missing</em>, never zero.
 *
 * @param id name of the check, echoed in the verdict
 * @param now market time of the check
 * @param leftOut bits of {@link SaidNone}: keys that were left out where null would have said
 *     "none"; no key itself
 */
public record OrderFacts(
    @Nullable String id,
    @Nullable Instant now,
    @Nullable Order order,
    @Nullable Instrument instrument,
    @Nullable Quote quote,
    @Nullable MarketSession session,
    @Nullable AccountState account,
    @Nullable PositionState position,
    @Nullable Activity activity,
    @Nullable ControlState control,
    long leftOut) {

  /** Facts that leave nothing out. */
  public OrderFacts(
      @Nullable String id,
      @Nullable Instant now,
      @Nullable Order order,
      @Nullable Instrument instrument,
      @Nullable Quote quote,
      @Nullable MarketSession session,
      @Nullable AccountState account,
      @Nullable PositionState position,
      @Nullable Activity activity,
      @Nullable ControlState control) {
    this(id, now, order, instrument, quote, session, account, position, activity, control, 0L);
  }

  /** The same facts, said to leave these keys out. */
  public OrderFacts leavingOut(long bits) {
    return bits == leftOut
        ? this
        : new OrderFacts(
            id, now, order, instrument, quote, session, account, position, activity, control, bits);
  }
}
