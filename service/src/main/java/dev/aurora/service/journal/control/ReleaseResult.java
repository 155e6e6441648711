package dev.aurora.service.journal.control;

/** What became of a command to release. */
public sealed interface ReleaseResult {

  /** The scope is open for reducers; one more release opens it fully. */
  record Eased(StoredLatch stored) implements ReleaseResult {}

  /** The latch has ended. */
  record Released(StoredLatch stored) implements ReleaseResult {}

  /** It had ended before; nothing was changed. */
  record WasReleased(StoredLatch stored) implements ReleaseResult {}

  /** No latch has this command id. */
  record NotFound(String commandId) implements ReleaseResult {}
}
