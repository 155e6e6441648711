package dev.aurora.service.journal.control;

import dev.aurora.rules.fact.TradingState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The latches in force at one moment. Immutable. */
public record ControlView(List<StoredLatch> inForce) {

  public ControlView {
    inForce = inForce.stream().filter(StoredLatch::inForce).toList();
  }

  /**
   * What may be sent, and which latch says so.
   *
   * @param binding the hardest covering latch, the widest of equally hard ones; empty = ACTIVE
   */
  public record Effective(TradingState state, Optional<StoredLatch> binding) {}

  /** The tightest of all latches that cover these owners: a narrow one never lifts a wider one. */
  public Effective effective(ControlOwners owners) {
    Optional<StoredLatch> binding =
        inForce.stream()
            .filter(stored -> stored.latch().scope().covers(owners))
            .max(
                Comparator.comparing(StoredLatch::bindingLevel)
                    .thenComparing(stored -> -stored.latch().scope().narrowness()));
    return new Effective(
        binding.map(stored -> stored.bindingLevel().tradingState()).orElse(TradingState.ACTIVE),
        binding);
  }
}
