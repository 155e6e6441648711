package dev.aurora.service.person;

import dev.aurora.service.journal.database.Columns;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person has approved.
 *
 * @param id random; the two of a step share it
 * @param action what is to be done, such as {@code kill.ease}
 * @param subject what it is done to, such as a kill's command id
 * @param payloadDigest of everything else that was approved
 * @param cause why, in the person's words; cut at 1 000 characters
 * @param at wall time
 * @param expires wall time; from then on a second person is too late
 * @param usedAt wall time of the deed; null while a second person is missing
 */
public record Approval(
    String id,
    String action,
    String subject,
    String payloadDigest,
    String person,
    String cause,
    Instant at,
    Instant expires,
    @Nullable Instant usedAt) {

  /** How long a first approval waits for the second. */
  public static final Duration SHELF_LIFE = Duration.ofHours(1);

  private static final int CAUSE_LENGTH_MAX = 1000;

  public Approval {
    cause = cause.length() <= CAUSE_LENGTH_MAX ? cause : cause.substring(0, CAUSE_LENGTH_MAX);
    at = Columns.micros(at);
    expires = Columns.micros(expires);
    usedAt = usedAt == null ? null : Columns.micros(usedAt);
  }

  /** The same, used at this moment. */
  Approval used(Instant now) {
    return new Approval(id, action, subject, payloadDigest, person, cause, at, expires, now);
  }
}
