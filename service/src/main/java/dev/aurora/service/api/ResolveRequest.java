package dev.aurora.service.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A person says what became of an order of unknown outcome; who, says the token.
 *
 * @param outcome {@code filled} or {@code not-sent}
 * @param reason how they know, one sentence
 * @param executionId of the broker's statement; with {@code filled}, when the broker tells nothing
 * @param quantity units of that execution
 * @param price price currency per unit
 * @param fees account currency; null = none
 */
public record ResolveRequest(
    String outcome,
    String reason,
    @Nullable String executionId,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal price,
    @Nullable BigDecimal fees) {}
