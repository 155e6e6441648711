package dev.aurora.service.sweep;

import dev.aurora.rules.fact.Origin;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.Holding;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.kill.Holdings.Whose;
import dev.aurora.service.journal.kill.KillStep;
import dev.aurora.service.journal.kill.KillSteps;
import dev.aurora.service.journal.order.OpenOrder;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.workflows.killswitch.KillLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The books as one look of the kill switch sees them: latches, open orders, positions and steps,
 * each read once.
 *
 * @param kills in force, whatever their level
 * @param open orders that may still fill, of every account
 * @param held positions that are not flat
 * @param steps how far each kill has come, by command id
 */
record KillLook(
    List<StoredLatch> kills,
    List<OpenOrder> open,
    List<Holding> held,
    Map<String, Map<KillStep, KillSteps.Reached>> steps,
    Holdings holdings,
    ExitBook exits) {

  /** By the level that binds now: a kill that was eased lets reducers work. */
  static boolean takesBack(StoredLatch kill) {
    return kill.bindingLevel().compareTo(KillLevel.BLOCK_AND_CANCEL) >= 0;
  }

  static boolean blocks(StoredLatch kill) {
    return kill.bindingLevel() != KillLevel.REDUCE_ONLY;
  }

  static boolean flattens(StoredLatch kill) {
    return kill.bindingLevel() == KillLevel.BLOCK_CANCEL_AND_FLATTEN;
  }

  private static boolean covers(StoredLatch kill, OpenOrder order) {
    return kill.latch().scope().covers(ControlOwners.of(order.order()));
  }

  /** Every order of the kill's scope that may still fill, exits among them. */
  List<OpenOrder> openOf(StoredLatch kill) {
    return open.stream().filter(order -> covers(kill, order)).toList();
  }

  /** Those of them that the kill takes back. */
  List<OpenOrder> toTakeBack(StoredLatch kill) {
    return openOf(kill).stream().filter(order -> !mayWorkDespite(kill, order)).toList();
  }

  /** What closes positions while trading is halted goes on: of a kill, or of two persons since. */
  private boolean mayWorkDespite(StoredLatch kill, OpenOrder order) {
    if (order.order().origin() == Origin.MANUAL_EXIT) {
      return exits
          .find(order.clientOrderId())
          .filter(exit -> exit.byTwo() && !exit.askedAt().isBefore(kill.latch().engagedAt()))
          .isPresent();
    }
    return kills.stream().anyMatch(other -> LastStepGuard.isFlattenedBy(other, order.order()));
  }

  /** The kill that takes the order back, if one does. */
  Optional<StoredLatch> takenBackBy(OpenOrder order) {
    return kills.stream()
        .filter(KillLook::takesBack)
        .filter(kill -> covers(kill, order) && !mayWorkDespite(kill, order))
        .findFirst();
  }

  /** Positions that are the kill's, in whole or perhaps in part. */
  List<Holding> heldIn(StoredLatch kill) {
    return held.stream().filter(holding -> whose(kill, holding) != Whose.NONE).toList();
  }

  Whose whose(StoredLatch kill, Holding holding) {
    return holdings.whose(kill.latch().scope(), holding);
  }

  /** Of all kills that would close a position the widest does, so that two never do. */
  boolean isClosedBy(StoredLatch kill, Holding holding) {
    return kills.stream()
        .filter(KillLook::flattens)
        .filter(other -> whose(other, holding) == Whose.ALL)
        .min(
            Comparator.comparing((StoredLatch other) -> other.latch().scope().narrowness())
                .thenComparing(other -> other.latch().engagedAt())
                .thenComparing(other -> other.latch().commandId()))
        .filter(kill::equals)
        .isPresent();
  }

  /** An order that may still fill in a position's symbol, whoever sent it. */
  Optional<OpenOrder> openIn(Holding holding) {
    return open.stream()
        .filter(order -> order.account().equals(holding.account()))
        .filter(order -> order.symbol().equals(holding.symbol()))
        .findFirst();
  }

  Optional<KillSteps.Reached> reached(StoredLatch kill, KillStep step) {
    return Optional.ofNullable(steps.getOrDefault(kill.latch().commandId(), Map.of()).get(step));
  }
}
