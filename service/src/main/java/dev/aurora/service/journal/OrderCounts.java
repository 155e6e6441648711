package dev.aurora.service.journal;

import dev.aurora.service.journal.order.OrderState;
import java.util.Collections;
import java.util.SortedMap;

/**
 * How many orders stand where, and which controls said why.
 *
 * @param byState orders by state; a state without orders is left out
 * @param deniedByControl denied orders by control with an enforced breach; one order can count
 *     under several
 * @param wouldHaveDeniedByControl orders by control with a breach in MONITOR mode
 */
public record OrderCounts(
    SortedMap<OrderState, Long> byState,
    SortedMap<String, Long> deniedByControl,
    SortedMap<String, Long> wouldHaveDeniedByControl) {

  public OrderCounts {
    byState = Collections.unmodifiableSortedMap(byState);
    deniedByControl = Collections.unmodifiableSortedMap(deniedByControl);
    wouldHaveDeniedByControl = Collections.unmodifiableSortedMap(wouldHaveDeniedByControl);
  }

  public long of(OrderState state) {
    return byState.getOrDefault(state, 0L);
  }
}
