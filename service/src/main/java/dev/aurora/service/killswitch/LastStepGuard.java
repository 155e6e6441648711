package dev.aurora.service.killswitch;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.ControlView;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.ManualExit;
import dev.aurora.workflows.killswitch.KillCommand;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last look before every wire: environment, flag file, then the latches in the books. What
 * can't be read blocks. Thread-safe; every call looks again.
 *
 * <p>While trading is halted two kinds of order pass, and only as far as they reduce what is held
 * at this moment: a kill's own, of a kill that flattens and covers it, and a person's exit that two
 * persons stand behind. What their origin or their verdict says is not enough. Environment and flag
 * file stop everything that this process would send, those two as well.
 */
public class LastStepGuard {

  private final KillWatch watch;
  private final ControlStore store;
  private final @Nullable ExitBook exits;

  /**
   * @param exits says what may be closed now, and who stands behind it
   */
  public LastStepGuard(KillWatch watch, ControlStore store, @Nullable ExitBook exits) {
    this.watch = watch;
    this.store = store;
    this.exits = exits;
  }

  /** A guard that knows of no positions: orders that leave one do not pass it. */
  public LastStepGuard(KillWatch watch, ControlStore store) {
    this(watch, store, null);
  }

  /** Why the order must not be sent now, or empty. */
  public Optional<BlockReason> block(Order order, boolean reducer) {
    Optional<KillCommand> atHand = watch.engaged();
    if (atHand.isPresent()) {
      return atHand.map(kill -> new BlockReason(kill.commandId(), kill.reason()));
    }
    try {
      ControlView view = store.read();
      return isExit(order)
          ? blockExit(order, reducer, view)
          : byState(view.effective(ControlOwners.of(order)), reducer);
    } catch (ControlStateUnreadable unreadable) {
      return Optional.of(unreadable(unreadable));
    }
  }

  /**
   * Why nothing that is no order may take effect for these owners now, such as the promotion of a
   * strategy: asked immediately before it does. What restricts them to reducers is in the way too,
   * and so is a control state that can't be read.
   */
  public Optional<BlockReason> blockChange(ControlOwners owners) {
    Optional<KillCommand> atHand = watch.engaged();
    if (atHand.isPresent()) {
      return atHand.map(kill -> new BlockReason(kill.commandId(), kill.reason()));
    }
    try {
      return byState(store.read().effective(owners), false);
    } catch (ControlStateUnreadable unreadable) {
      return Optional.of(unreadable(unreadable));
    }
  }

  private static BlockReason unreadable(ControlStateUnreadable why) {
    return new BlockReason(
        "control-state-unreadable",
        "the control state can't be read, so nothing is sent: " + why.getMessage());
  }

  private static boolean isExit(Order order) {
    return order.origin() == Origin.KILL_FLATTEN || order.origin() == Origin.MANUAL_EXIT;
  }

  private Optional<BlockReason> blockExit(Order order, boolean reducer, ControlView view) {
    if (exits == null) {
      return Optional.of(
          new BlockReason("exits-unknown", "nobody can say here what may be closed"));
    }
    try {
      return notAllowed(order, view, exits).or(() -> notReducing(order, reducer, exits));
    } catch (ControlStateUnreadable unreadable) {
      throw unreadable;
    } catch (RuntimeException booksAway) {
      throw new ControlStateUnreadable(booksAway);
    }
  }

  private static Optional<BlockReason> notAllowed(Order order, ControlView view, ExitBook exits) {
    return order.origin() == Origin.KILL_FLATTEN
        ? notOfAKill(order, view)
        : notOfPersons(order, view, exits);
  }

  private static Optional<BlockReason> notOfAKill(Order order, ControlView view) {
    boolean ofAKill = view.inForce().stream().anyMatch(kill -> isFlattenedBy(kill, order));
    return ofAKill
        ? Optional.empty()
        : Optional.of(
            new BlockReason(
                "no-flattening-kill", "no kill is in force that would flatten by this order"));
  }

  /** Whether the order is one by which this kill, as it binds now, closes a position. */
  public static boolean isFlattenedBy(StoredLatch kill, Order order) {
    return order.origin() == Origin.KILL_FLATTEN
        && kill.bindingLevel() == KillLevel.BLOCK_CANCEL_AND_FLATTEN
        && kill.latch().scope().covers(ControlOwners.of(order))
        && FlattenKey.isOf(kill.latch().commandId(), order);
  }

  private static Optional<BlockReason> notOfPersons(Order order, ControlView view, ExitBook exits) {
    Optional<ManualExit> asked = exits.find(String.valueOf(order.clientOrderId()));
    if (asked.isEmpty()) {
      return Optional.of(new BlockReason("nobody-asked", "no person has asked for this exit"));
    }
    ControlView.Effective effective = view.effective(ControlOwners.of(order));
    if (effective.state() != TradingState.HALTED || asked.orElseThrow().byTwo()) {
      return Optional.empty();
    }
    return Optional.of(
        new BlockReason(
            effective.binding().map(kill -> kill.latch().commandId()).orElse("trading-state"),
            "trading is halted, and only one person stands behind this exit"));
  }

  /** By the position at this moment: what reduced when it was checked may open by now. */
  private static Optional<BlockReason> notReducing(Order order, boolean reducer, ExitBook exits) {
    BigDecimal quantity = order.quantity();
    BigDecimal closable = exits.closable(order);
    boolean reduces =
        reducer && quantity != null && quantity.signum() > 0 && quantity.compareTo(closable) <= 0;
    return reduces
        ? Optional.empty()
        : Optional.of(
            new BlockReason(
                "no-reducer",
                "it is for %s units, and %s can be closed now"
                    .formatted(quantity, closable.toPlainString())));
  }

  private static Optional<BlockReason> byState(ControlView.Effective effective, boolean reducer) {
    boolean passes =
        switch (effective.state()) {
          case ACTIVE -> true;
          case REDUCE_ONLY -> reducer;
          case HALTED -> false;
        };
    if (passes) {
      return Optional.empty();
    }
    return Optional.of(
        effective
            .binding()
            .map(
                stored ->
                    new BlockReason(
                        stored.latch().commandId(),
                        stored.bindingLevel()
                            + " for "
                            + stored.latch().scope()
                            + " by "
                            + stored.latch().engagedBy()
                            + ": "
                            + stored.latch().reason()))
            .orElseGet(
                () -> new BlockReason("trading-state", "trading is " + TradingState.HALTED)));
  }

  /**
   * Why nothing is sent.
   *
   * @param code command id of the kill, or what kept its state from being read
   * @param detail one sentence for a person
   */
  public record BlockReason(String code, String detail) {}
}
