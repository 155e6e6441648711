package dev.aurora.service.journal.run;

import dev.aurora.rules.fact.Stage;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A run as the books hold it.
 *
 * @param counts what it counted, such as decisions by side
 * @param stage rollout stage that it began at
 * @param reason why there were no orders; null when there may have been
 * @param begunAt wall time
 * @param endedAt wall time; null while it runs
 */
public record RunRow(
    RunIdentity identity,
    RunInputs inputs,
    RunStatus status,
    Stage stage,
    SortedMap<String, Long> counts,
    @Nullable String reason,
    Instant begunAt,
    @Nullable Instant endedAt) {}
