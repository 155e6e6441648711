package dev.aurora.service.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open break that only a person closes: equal sums do not make it go away.
 *
 * @param id names it when it is closed
 * @param symbol null for one of the whole account
 * @param kind such as LATE_FILL, a fill after the end of its order or beyond its quantity
 * @param detail one sentence, with the order's id
 * @param openedAt wall time
 */
public record Alarm(
    String id,
    String account,
    @Nullable String symbol,
    String kind,
    String detail,
    Instant openedAt) {}
