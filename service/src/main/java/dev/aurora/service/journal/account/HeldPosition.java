package dev.aurora.service.journal.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A position as the books hold it.
 *
 * @param lastExitAt market time of the last fill that made it smaller; null = none yet
 */
public record HeldPosition(Position position, @Nullable Instant lastExitAt) {

  public static final HeldPosition NONE = new HeldPosition(Position.FLAT, null);
}
