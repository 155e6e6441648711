package dev.aurora.service.api;

import org.jspecify.annotations.Nullable;

/**
 * A step of a release, in the name of the person who calls.
 *
 * @param release digest, or its first eight characters or more; null only for a revert: to the set
 *     under the one in force
 * @param reason why, one sentence
 */
public record RuleReleaseRequest(@Nullable String release, String reason) {}
