package dev.aurora.service.journal.control;

/** What became of a command to engage. */
public sealed interface EngageResult {

  /** The latch as it stands in the books. */
  StoredLatch stored();

  /** It is latched by this command. */
  record Engaged(StoredLatch stored) implements EngageResult {}

  /** This command id is known; nothing was changed, whatever the rest of the command says. */
  record AlreadyKnown(StoredLatch stored) implements EngageResult {}
}
