package dev.aurora.rules.override;

import dev.aurora.rules.fact.Order;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The overrides that speak of an order, as they stood when it was checked: with the facts and the
 * rule set all that a verdict depends on. Immutable.
 *
 * @param at wall time of the check
 * @param standing the oldest first; those that have ended are among them, so that a denial can say
 *     so
 */
public record OverridesAtCheck(Instant at, List<StandingOverride> standing) {

  /** No override speaks of the order. */
  public static final OverridesAtCheck NONE = new OverridesAtCheck(Instant.EPOCH, List.of());

  public OverridesAtCheck {
    Objects.requireNonNull(at, "at");
    standing = List.copyOf(standing);
  }

  /** Those of them that speak of this order. */
  public OverridesAtCheck of(Order order) {
    List<StandingOverride> speaking =
        standing.stream().filter(one -> one.granted().covers(order)).toList();
    return speaking.isEmpty() ? NONE : new OverridesAtCheck(at, speaking);
  }

  /** Whether there is none. */
  public boolean none() {
    return standing.isEmpty();
  }
}
