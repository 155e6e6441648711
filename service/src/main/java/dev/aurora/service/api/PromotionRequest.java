package dev.aurora.service.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a promotion. A number that is null is the limit that binds the strategy anyway.
 *
 * @param to {@code paper} or {@code live}
 * @param rampSteps shares in percent; null = 25, 50, 100
 * @param soakSeconds how long each step is watched; null = an hour, to live a day, and no less
 * @param approveWithinSeconds how long it waits for two persons; null = a day
 */
public record PromotionRequest(
    @Nullable String strategy,
    @Nullable String to,
    @Nullable String reason,
    @Nullable Set<String> symbols,
    @Nullable BigDecimal orderValueMax,
    @Nullable BigDecimal positionMax,
    @Nullable Long ordersPerSessionMax,
    @Nullable List<Integer> rampSteps,
    @Nullable Long soakSeconds,
    @Nullable Long approveWithinSeconds) {}
