package dev.aurora.service.release;

import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.person.Approval;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.sweep.KillProgress;
import dev.aurora.service.sweep.KillProgress.Open;
import dev.aurora.service.sweep.KillSweep;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.killswitch.KillStand;
import dev.aurora.workflows.killswitch.KillStands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of every kill where it stands, by the books at this moment. Thread-safe. */
public final class KillStandings {

  /** A page names this many orders of a kill; `kill status` names them all. */
  private static final int NAMED_MAX = 25;

  private static final int IN_FORCE_MAX = 50;
  private static final int ENDED_MAX = 10;

  /** Most of what ends is no kill. */
  private static final int ENDED_LOOKED_AT = 200;

  private final ControlStore store;
  private final KillSweep sweep;
  private final KillConfirmations confirmations;
  private final Approvals approvals;

  public KillStandings(
      ControlStore store, KillSweep sweep, KillConfirmations confirmations, Approvals approvals) {
    this.store = store;
    this.sweep = sweep;
    this.confirmations = confirmations;
    this.approvals = approvals;
  }

  /** Those in force, the widest and hardest first, then the latest that are over. */
  public KillStands now() {
    List<Approval> waiting = approvals.waiting();
    List<StoredLatch> inForce =
        store.read().inForce().stream()
            .filter(stored -> isKill(stored.latch()))
            .sorted(
                Comparator.comparing((StoredLatch stored) -> stored.latch().scope().narrowness())
                    .thenComparing(StoredLatch::bindingLevel, Comparator.reverseOrder())
                    .thenComparing(stored -> stored.latch().engagedAt()))
            .limit(IN_FORCE_MAX)
            .toList();
    Stream<StoredLatch> over =
        store.ended(ENDED_LOOKED_AT).stream()
            .filter(stored -> isKill(stored.latch()))
            .limit(ENDED_MAX);
    Map<String, KillProgress> progress = sweep.progress(inForce);
    return new KillStands(
        Stream.concat(inForce.stream(), over)
            .map(kill -> stand(kill, progress.get(kill.latch().commandId()), waiting))
            .toList());
  }

  /** What a rule restricts to reducers is no kill; what a person does is, whatever its level. */
  private static boolean isKill(Latch latch) {
    return latch.source() != Latch.Source.RULE || latch.level() != KillLevel.REDUCE_ONLY;
  }

  /**
   * @param known null of a kill that is over
   */
  private KillStand stand(StoredLatch kill, @Nullable KillProgress known, List<Approval> waiting) {
    Latch latch = kill.latch();
    KillProgress progress =
        known == null ? new KillProgress(KillProgress.State.CONFIRMED, List.of()) : known;
    return new KillStand(
        latch.commandId(),
        latch.scope().toString(),
        latch.level(),
        stage(kill, progress),
        latch.source().name().toLowerCase(Locale.ROOT),
        latch.engagedBy(),
        latch.reason(),
        latch.engagedAt(),
        progress.open().size() + progress.held().size(),
        Stream.concat(
                progress.open().stream().map(KillStandings::words),
                progress.held().stream().map(KillStandings::words))
            .limit(NAMED_MAX)
            .toList(),
        steps(kill, waiting));
  }

  private KillStand.Stage stage(StoredLatch kill, KillProgress progress) {
    if (!kill.inForce()) {
      return KillStand.Stage.RELEASED;
    }
    if (kill.bindingLevel() == KillLevel.REDUCE_ONLY) {
      return KillStand.Stage.REDUCES;
    }
    return switch (progress.state()) {
      case BLOCKED -> KillStand.Stage.BLOCKED;
      case CONFIRMED -> KillStand.Stage.CONFIRMED;
      case INCOMPLETE ->
          confirmations.covering(kill, progress).isPresent()
              ? KillStand.Stage.CONFIRMED
              : KillStand.Stage.INCOMPLETE;
    };
  }

  private static String words(Open order) {
    return "%s %s, %s units of %s in %s"
        .formatted(
            order.clientOrderId(),
            order.state(),
            order.leaves().toPlainString(),
            order.symbol(),
            order.account());
  }

  private static String words(KillProgress.Held position) {
    return "%s holds %s of %s: %s"
        .formatted(
            position.account(),
            position.quantity().toPlainString(),
            position.symbol(),
            position.detail());
  }

  private List<String> steps(StoredLatch kill, List<Approval> waiting) {
    String id = kill.latch().commandId();
    List<String> steps = new ArrayList<>();
    approvals.usedFor(id).forEach(approval -> steps.add(did(approval)));
    if (kill.releasedAt() != null && steps.isEmpty()) {
      steps.add(
          "%s: released by %s: %s"
              .formatted(kill.releasedAt(), kill.releasedBy(), kill.releaseCause()));
    }
    waiting.stream()
        .filter(first -> kill.inForce() && first.subject().equals(id))
        .forEach(
            first ->
                steps.add(
                    "%s: 1 of 2: %s; another person until %s"
                        .formatted(first.at(), deed(first), first.expires())));
    return steps;
  }

  private static String did(Approval approval) {
    return "%s: %s: %s".formatted(approval.usedAt(), deed(approval), approval.cause());
  }

  private static String deed(Approval approval) {
    String what = approval.action();
    if (what.equals(KillSteps.CONFIRM)) {
      return "looked up at the broker and confirmed by " + approval.person();
    }
    if (what.equals(KillSteps.EASE.action())) {
      return "eased to reducers by " + approval.person();
    }
    return what.equals(KillSteps.OPEN.action())
        ? "opened fully by " + approval.person()
        : what + " by " + approval.person();
  }
}
