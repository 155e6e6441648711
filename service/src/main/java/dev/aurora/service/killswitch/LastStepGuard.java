package dev.aurora.service.killswitch;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlStateUnreadable;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.ControlView;
import dev.aurora.workflows.killswitch.KillCommand;
import java.util.Optional;

/**
 * The last look before every wire: environment, flag file, then the latches in the books. What
 * can't be read blocks. Thread-safe; every call looks again.
 */
public class LastStepGuard {

  private final KillWatch watch;
  private final ControlStore store;

  public LastStepGuard(KillWatch watch, ControlStore store) {
    this.watch = watch;
    this.store = store;
  }

  /** Why the order must not be sent now, or empty. */
  public Optional<BlockReason> block(Order order, boolean reducer) {
    Optional<KillCommand> atHand = watch.engaged();
    if (atHand.isPresent()) {
      return atHand.map(kill -> new BlockReason(kill.commandId(), kill.reason()));
    }
    try {
      return byStore(store.effective(ControlOwners.of(order)), reducer);
    } catch (ControlStateUnreadable unreadable) {
      return Optional.of(
          new BlockReason(
              "control-state-unreadable",
              "the control state can't be read, so nothing is sent: " + unreadable.getMessage()));
    }
  }

  private static Optional<BlockReason> byStore(ControlView.Effective effective, boolean reducer) {
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
