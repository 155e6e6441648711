package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the market was last seen at. {@code null} means missing.
 *
 * @param source LIVE (aged in seconds by {@code asOf}) or BAR (aged in sessions)
 * @param sessionsOld trading sessions since the bar
 */
public record Quote(
    @Nullable BigDecimal bid,
    @Nullable BigDecimal ask,
    @Nullable BigDecimal last,
    @Nullable BigDecimal previousClose,
    @Nullable Instant asOf,
    @Nullable QuoteSource source,
    @Nullable Integer sessionsOld) {}
