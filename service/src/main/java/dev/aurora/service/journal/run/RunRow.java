package dev.aurora.service.journal.run;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run as the books hold it.
 *
 * @param counts what it counted, such as decisions by side
 * @param begunAt wall time
 * @param endedAt wall time; null while it runs
 */
public record RunRow(
    RunIdentity identity,
    RunInputs inputs,
    RunStatus status,
    SortedMap<String, Long> counts,
    Instant begunAt,
    @Nullable Instant endedAt) {}
