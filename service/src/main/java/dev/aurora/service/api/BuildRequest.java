package dev.aurora.service.api;

import org.jspecify.annotations.Nullable;

/**
 * Changes the build that new executions take.
 *
 * @param commandId null = a change of its own; the same id twice is one change
 * @param reason why, one sentence; who is whom the token names
 * @param percent of a ramp, from 0 to 100; null otherwise
 * @param build null = the one that ramps, else the service's own
 */
public record BuildRequest(
    @Nullable String commandId,
    @Nullable String reason,
    @Nullable Integer percent,
    @Nullable String build) {}
