package dev.aurora.service.journal.control;

import dev.aurora.rules.fact.Order;
import org.jspecify.annotations.Nullable;

/** Whom a control state is asked for; a {@code null} owner is covered by no scope of its kind. */
public record ControlOwners(
    @Nullable String account,
    @Nullable String strategy,
    @Nullable String symbol,
    @Nullable String modelVersion,
    @Nullable String venue) {

  public static ControlOwners of(Order order) {
    return new ControlOwners(
        order.account(), order.strategy(), order.symbol(), order.modelVersion(), order.venue());
  }
}
