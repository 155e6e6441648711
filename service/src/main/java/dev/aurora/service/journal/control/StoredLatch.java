package dev.aurora.service.journal.control;

import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A latch as the books hold it.
 *
 * @param easedAt when a first release re-opened the scope for reducers; null = not yet
 * @param releasedAt when it ended; null = in force
 * @param releasedBy the two persons of the latest release, or null
 * @param releaseCause cause of the latest release, or null
 */
public record StoredLatch(
    Latch latch,
    @Nullable Instant easedAt,
    @Nullable Instant releasedAt,
    @Nullable String releasedBy,
    @Nullable String releaseCause) {

  public boolean inForce() {
    return releasedAt == null;
  }

  /** The level that binds now: once eased, reducers may pass. */
  public KillLevel bindingLevel() {
    return easedAt == null ? latch.level() : KillLevel.REDUCE_ONLY;
  }
}
