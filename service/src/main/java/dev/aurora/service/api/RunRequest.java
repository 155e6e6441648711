package dev.aurora.service.api;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one decision run.
 *
 * @param waitSeconds how long the answer may wait for the run's end; 0 = don't
 * @param artifacts folder of an external E2D; null = our own
 */
public record RunRequest(
    String account,
    String strategy,
    LocalDate asOf,
    int attempt,
    int waitSeconds,
    @Nullable String artifacts) {}
