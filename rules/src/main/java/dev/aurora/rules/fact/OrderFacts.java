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
    @Nullable ControlState control) {}
