package dev.aurora.service.build;

import java.time.Instant;

/**
 * A share of new executions that takes another build.
 *
 * @param revision of the record in the books that says so, or the newest one
 * @param since when it began to ramp, by the Temporal server
 */
public record BuildRamp(String build, long revision, Instant since) {}
