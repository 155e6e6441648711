package dev.aurora.service.api;

import org.jspecify.annotations.Nullable;

/**
 * Changes the rollout.
 *
 * @param commandId null = a change of its own; the same id twice is one change
 * @param reason why, one sentence; who is whom the token names
 * @param percent of a ramp, from 0 to 100; null otherwise
 * @param account null = all accounts
 * @param strategy null = all strategies
 */
public record RolloutRequest(
    @Nullable String commandId,
    String reason,
    @Nullable Integer percent,
    @Nullable String account,
    @Nullable String strategy) {}
