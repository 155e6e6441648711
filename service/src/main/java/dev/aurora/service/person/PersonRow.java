package dev.aurora.service.person;

import java.time.Instant;

/**
 * A person as the books hold them, without anything of the token.
 *
 * @param hasToken false when it was ended and no new one was given
 * @param addedAt wall time
 * @param tokenBy who gave, or ended, the newest token
 * @param tokenAt wall time
 */
public record PersonRow(
    Person person,
    boolean hasToken,
    String addedBy,
    Instant addedAt,
    String tokenBy,
    Instant tokenAt) {}
