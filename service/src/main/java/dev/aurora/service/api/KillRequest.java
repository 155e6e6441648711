package dev.aurora.service.api;

import dev.aurora.workflows.killswitch.KillLevel;
import org.jspecify.annotations.Nullable;

/**
 * Engages the kill switch.
 *
 * @param commandId null = a kill of its own; the same id twice is one kill
 */
public record KillRequest(
    @Nullable String commandId, String scope, KillLevel level, String by, String reason) {}
