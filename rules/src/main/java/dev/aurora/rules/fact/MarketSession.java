package dev.aurora.rules.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The exchange's state for the symbol (the JSON key is {@code session}).
 *
 * @param phase OPEN, or any other phase, in which nothing may be sent
 * @param halted the exchange halted the symbol
 * @param limitState null = none, else UP or DOWN: the price limit that is reached
 * @param corporateActionPending an action takes effect in this session and open state is not yet
 *     adjusted
 */
public record MarketSession(
    @Nullable SessionPhase phase,
    @Nullable Instant closesAt,
    @Nullable Boolean halted,
    @Nullable LimitState limitState,
    @Nullable Boolean corporateActionPending) {}
