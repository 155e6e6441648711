package dev.aurora.service.killswitch;

import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.ReleaseResult;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends what only reduces, in the name of one person: the latch of a breaker, and with it the count
 * that tripped it where a count would trip it again at once. Thread-safe.
 */
public final class LatchRelease {

  private static final String REPEATED_EXECUTION = "repeated-execution";

  private final ControlStore store;
  private final Accounts accounts;
  private final Clock clock;

  public LatchRelease(ControlStore store, Accounts accounts, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** What came of a release. */
  public sealed interface Answer {}

  /** It is over. */
  public record Released(StoredLatch latch) implements Answer {}

  /** It stands as it was, and why. */
  public record Refused(String code, String detail, String remedy) implements Answer {}

  /**
   * Releases one latch.
   *
   * @param person who answers for it
   * @param cause what had gone wrong, and that it is over
   */
  public Answer release(String commandId, String person, String cause) {
    if (person.isBlank() || cause.isBlank()) {
      return new Refused(
          "nobody-answers",
          "A release names a person and a cause.",
          "Say who (--as) and why it is over (--cause).");
    }
    Optional<StoredLatch> found =
        store.read().inForce().stream()
            .filter(stored -> stored.latch().commandId().equals(commandId))
            .findFirst();
    if (found.isEmpty()) {
      return new Refused(
          "no-such-latch",
          "Nothing is in force under " + commandId + ".",
          "aurora kill status names what is in force.");
    }
    Latch latch = found.orElseThrow().latch();
    if (latch.level() != KillLevel.REDUCE_ONLY) {
      return new Refused(
          "two-persons",
          latch.level() + " for " + latch.scope() + " is a kill: one person can't lift it.",
          "It stays in force; see the runbook page on kills.");
    }
    if (latch.kind() == Latch.Kind.CONDITION) {
      return new Refused(
          "ends-by-itself",
          "This restriction ends by itself when its cause is gone: " + latch.reason(),
          "Remove the cause.");
    }
    return released(latch, person, cause);
  }

  /** The count first: a crash between the two leaves the latch, and the release is asked again. */
  private Answer released(Latch latch, String person, String cause) {
    if (latch.finding() != null && latch.finding().control().equals(REPEATED_EXECUTION)) {
      reenable(latch.scope(), person, cause);
    }
    return switch (store.release(latch.commandId(), person, cause, clock.instant())) {
      case ReleaseResult.Released released -> new Released(released.stored());
      case ReleaseResult.Eased eased -> new Released(eased.stored());
      case ReleaseResult.WasReleased before -> new Released(before.stored());
      case ReleaseResult.NotFound gone ->
          throw new IllegalStateException("a latch has vanished from the books: " + gone);
    };
  }

  private void reenable(ControlScope scope, String person, String cause) {
    scope.parts().stream()
        .filter(part -> part.kind() == ControlScope.Kind.STRATEGY)
        .forEach(part -> accounts.reenable(part.id(), person, cause));
  }
}
