package dev.aurora.workflows.order;

import java.util.List;
import java.util.Objects;

/**
 * Where one order stands.
 *
 * @param summary one line for a person: side, quantity, symbol, and why it was denied or blocked
 * @param deniedBy controls whose enforced breach denied it
 * @param monitored controls that would have denied it, were they not in MONITOR
 */
public record OrderOutcome(
    String clientOrderId,
    OrderState state,
    String summary,
    List<String> deniedBy,
    List<String> monitored) {

  public OrderOutcome {
    Objects.requireNonNull(clientOrderId, "clientOrderId");
    Objects.requireNonNull(state, "state");
    deniedBy = List.copyOf(deniedBy);
    monitored = List.copyOf(monitored);
  }
}
