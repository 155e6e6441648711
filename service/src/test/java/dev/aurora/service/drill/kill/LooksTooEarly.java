package dev.aurora.service.drill.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.process.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Once, it sends long after its look: as if a kill that came in between were not seen. */
final class LooksTooEarly extends LastStepGuard {

  private final AtomicBoolean wasLate = new AtomicBoolean();

  LooksTooEarly(ControlStore control) {
    super(new KillWatch(List.of(), Optional.empty(), "early"), control);
  }

  @Override
  public Optional<BlockReason> block(Order order, boolean reducer) {
    Optional<BlockReason> seen = super.block(order, reducer);
    if (seen.isEmpty() || wasLate.getAndSet(true)) {
      return seen;
    }
    Waiting.pause(KillDrill.BLOCK_WITHIN.plusMillis(50));
    return Optional.empty();
  }
}
