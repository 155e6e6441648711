package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A share of new executions that takes the next stage already.
 *
 * @param revision of the stage policy that says so
 * @param account whose; null = every account
 * @param strategy whose; null = every strategy
 * @param from stage of the others
 * @param to stage of the share
 * @param since when it was written
 */
public record StageRamp(
    long revision,
    @Nullable String account,
    @Nullable String strategy,
    Stage from,
    Stage to,
    Instant since) {}
