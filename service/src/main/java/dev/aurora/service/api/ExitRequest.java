package dev.aurora.service.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A person wants out of a position; who, says the token.
 *
 * @param commandId the same twice is one exit; null = one of its own
 * @param quantity units; null = all that can be closed
 */
public record ExitRequest(
    @Nullable String commandId,
    String account,
    String symbol,
    @Nullable BigDecimal quantity,
    String reason) {}
