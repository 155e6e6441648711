package dev.aurora.service.api;

import dev.aurora.workflows.killswitch.KillLevel;
import org.jspecify.annotations.Nullable;

/**
 * Engages the kill switch.
 *
 * @param commandId null = a kill of its own; the same id twice is one kill
 * @param by who, as long as no person's token says it: then it counts as unproven
 */
public record KillRequest(
    @Nullable String commandId,
    String scope,
    KillLevel level,
    @Nullable String by,
    String reason) {}
