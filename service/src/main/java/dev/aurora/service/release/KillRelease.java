package dev.aurora.service.release;

import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.ReleaseResult;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.killswitch.LatchRelease;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.PayloadDigest;
import dev.aurora.service.person.Person;
import dev.aurora.service.person.TwoPersonStep;
import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Releases what is latched. A kill takes two persons for each of its two steps, first to reducers,
 * then fully, and nothing open in its scope; what only reduces ends in the name of one. It needs
 * the books and no Temporal. A release ends one latch: what a wider one stops stays stopped.
 * Thread-safe.
 */
public final class KillRelease {

  private static final int CAUSE_LENGTH_MAX = 1000;

  private final ControlStore store;
  private final LatchRelease reducing;
  private final ReleaseObstacles obstacles;
  private final Approvals approvals;
  private final Clock clock;

  public KillRelease(
      ControlStore store,
      LatchRelease reducing,
      ReleaseObstacles obstacles,
      Approvals approvals,
      Clock clock) {
    this.store = store;
    this.reducing = reducing;
    this.obstacles = obstacles;
    this.approvals = approvals;
    this.clock = clock;
  }

  /** What came of a release. */
  public sealed interface Answer {}

  /** One of two persons has approved; nothing is open yet. */
  public record Waiting(StoredLatch latch, Approvals.Waiting approval) implements Answer {}

  /**
   * It is done: eased to reducers, or over.
   *
   * @param approvalId of the two; null for what one person ends
   */
  public record Done(StoredLatch latch, @Nullable String approvalId) implements Answer {}

  /** It stands as it was. */
  public record Refused(Refusal why) implements Answer {}

  /**
   * A person releases one step of one latch.
   *
   * @param person as a token has said
   * @param cause what had gone wrong, and that it is over
   */
  public Answer release(String commandId, Person person, String cause) {
    Optional<StoredLatch> found =
        store.read().inForce().stream()
            .filter(stored -> stored.latch().commandId().equals(commandId))
            .findFirst();
    if (found.isEmpty()) {
      return refused(
          "no-such-latch",
          "Nothing is in force under " + commandId + ".",
          "`aurora kill status` names what is in force.");
    }
    if (!person.holdsOneOf(KillSteps.ANSWERING)) {
      return new Refused(
          new Refusal(
              true,
              "role-lacking",
              person.name() + " is neither operator nor risk, and can't release anything.",
              "Ask somebody who is: `aurora persons list`."));
    }
    StoredLatch latch = found.get();
    return latch.latch().level() == KillLevel.REDUCE_ONLY
        ? reducing(latch, person, cause)
        : byTwo(latch, person, cause);
  }

  private Answer reducing(StoredLatch latch, Person person, String cause) {
    return switch (reducing.release(latch.latch().commandId(), person.name(), cause)) {
      case LatchRelease.Released released -> new Done(released.latch(), null);
      case LatchRelease.Refused refused ->
          refused(refused.code(), refused.detail(), refused.remedy());
    };
  }

  private Answer byTwo(StoredLatch kill, Person person, String cause) {
    Optional<Refusal> obstacle = obstacles.of(kill);
    if (obstacle.isPresent()) {
      return new Refused(obstacle.get());
    }
    boolean easing = kill.bindingLevel() != KillLevel.REDUCE_ONLY;
    TwoPersonStep step = easing ? KillSteps.EASE : KillSteps.OPEN;
    Latch latch = kill.latch();
    Approvals.Ask ask =
        new Approvals.Ask(
            step,
            latch.commandId(),
            PayloadDigest.of(latch.scope().toString(), latch.level().name()),
            person,
            cause);
    AtomicReference<StoredLatch> after = new AtomicReference<>(kill);
    return switch (approvals.ask(
        ask, (handle, both) -> after.set(released(handle, latch, easing, both)))) {
      case Approvals.Waiting waiting -> new Waiting(kill, waiting);
      case Approvals.Complete both -> new Done(after.get(), both.approvalId());
      case Approvals.Refused refused ->
          new Refused(
              new Refusal(
                  refused.roleLacking(), refused.code(), refused.detail(), refused.remedy()));
    };
  }

  /** In the transaction that uses the approvals; what is not the step they were for is undone. */
  private StoredLatch released(
      Handle handle, Latch latch, boolean easing, Approvals.Complete both) {
    ReleaseResult result =
        ControlStore.release(
            handle, latch.commandId(), both.persons(), causes(both), clock.instant());
    if (easing && result instanceof ReleaseResult.Eased eased) {
      return eased.stored();
    }
    if (!easing && result instanceof ReleaseResult.Released over) {
      return over.stored();
    }
    throw new IllegalStateException("the latch has moved while it was released: " + result);
  }

  private static String causes(Approvals.Complete both) {
    String all =
        String.join(
            "; ",
            List.of(
                both.first().person() + ": " + both.first().cause(),
                both.second().person() + ": " + both.second().cause()));
    return all.length() <= CAUSE_LENGTH_MAX ? all : all.substring(0, CAUSE_LENGTH_MAX);
  }

  private static Refused refused(String code, String detail, String remedy) {
    return new Refused(Refusal.of(code, detail, remedy));
  }
}
