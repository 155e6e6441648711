package dev.aurora.service.release;

import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.sweep.KillProgress;
import dev.aurora.service.sweep.KillSweep;
import dev.aurora.workflows.killswitch.KillCommand;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What must be out of the way before two persons may release a kill. Thread-safe. */
public final class ReleaseObstacles {

  private final KillWatch watch;
  private final Breaks breaks;
  private final KillSweep sweep;
  private final KillConfirmations confirmations;

  public ReleaseObstacles(
      KillWatch watch, Breaks breaks, KillSweep sweep, KillConfirmations confirmations) {
    this.watch = watch;
    this.breaks = breaks;
    this.sweep = sweep;
    this.confirmations = confirmations;
  }

  /** The first that stands in the way now, or empty. */
  public Optional<Refusal> of(StoredLatch kill) {
    return atHand().or(() -> openBreaks(kill)).or(() -> unconfirmed(kill));
  }

  private Optional<Refusal> atHand() {
    List<String> reasons = watch.all().map(KillCommand::reason).toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "kill-at-hand",
                "A kill stands in front of the service itself: " + String.join("; ", reasons) + ".",
                "Unset AURORA_KILL and start the service again, delete the file, or be heard"
                    + " (`aurora kill alive`); then release."));
  }

  private Optional<Refusal> openBreaks(StoredLatch kill) {
    String open =
        breaks.open().stream()
            .filter(known -> touches(kill.latch().scope(), known))
            .map(known -> known.id() + " (" + known.detail() + ")")
            .collect(Collectors.joining("; "));
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                "open-breaks",
                "Books and broker differ in the scope of this kill: " + open + ".",
                "Settle it: `aurora reconcile breaks`, then `aurora reconcile close`."));
  }

  /** A break knows account and symbol; a strategy, model or venue may have a part in each. */
  private static boolean touches(ControlScope scope, Breaks.Break open) {
    return scope.parts().stream()
        .allMatch(
            part ->
                switch (part.kind()) {
                  case ACCOUNT -> part.id().equals(open.account());
                  case SYMBOL -> open.symbol() == null || Objects.equals(part.id(), open.symbol());
                  case STRATEGY, MODEL, VENUE -> true;
                });
  }

  private Optional<Refusal> unconfirmed(StoredLatch kill) {
    KillProgress progress = sweep.progress(kill);
    if (progress.state() != KillProgress.State.INCOMPLETE
        || confirmations.covering(kill, progress).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of(
            "incomplete",
            progress.sentence() + ": " + String.join(", ", progress.unconfirmed()) + ".",
            "Wait until they have ended, or look them up at the broker and say so:"
                + " `aurora kill confirm`."));
  }
}
