package dev.aurora.service.api;

import dev.aurora.workflows.killswitch.KillLevel;
import org.jspecify.annotations.Nullable;

/**
 * Engages the kill switch. Whatever is missing, it is a stop.
 *
 * @param commandId null = a kill of its own; the same id twice is one kill
 * @param scope null = the firm
 * @param level null = BLOCK
 * @param by who, as long as no person's token says it: then it counts as unproven
 * @param reason null = none given
 */
public record KillRequest(
    @Nullable String commandId,
    @Nullable String scope,
    @Nullable KillLevel level,
    @Nullable String by,
    @Nullable String reason) {}
