package dev.aurora.service.journal.decision;

/**
 * What the machine did for a decision: recorded beside it and no part of its hash, so that the same
 * orders give the same chain wherever they are checked.
 *
 * @param latencyNanos from the facts to the verdict
 * @param worker the process that decided
 */
public record Timing(long latencyNanos, String worker) {}
