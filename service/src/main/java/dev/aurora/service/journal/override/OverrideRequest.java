package dev.aurora.service.journal.override;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person asks for: the text of the file that an officer writes, and what a second person
 * approves word by word.
 *
 * @param control the rule's id
 * @param account whose orders
 * @param strategy of one strategy; null = any
 * @param symbol in one symbol; null = any
 * @param order client order id of the one order that is to come; null = up to {@code orders}
 * @param value sum of the order values, account currency
 * @param orders how many at most; may be left out where an order is named
 * @param expires wall time from which it counts no more
 */
public record OverrideRequest(
    @Nullable String control,
    @Nullable String account,
    @Nullable String strategy,
    @Nullable String symbol,
    @Nullable String order,
    @Nullable BigDecimal value,
    @Nullable Integer orders,
    @Nullable Instant expires,
    @Nullable String reason) {}
