package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.reconciliation.BooksDiffer.CashDiffers;
import dev.aurora.service.broker.reconciliation.BooksDiffer.ExecutionNotBooked;
import dev.aurora.service.broker.reconciliation.BooksDiffer.FillDiffers;
import dev.aurora.service.broker.reconciliation.BooksDiffer.FillUnknownAtBroker;
import dev.aurora.service.broker.reconciliation.BooksDiffer.OrderNotAtBroker;
import dev.aurora.service.broker.reconciliation.BooksDiffer.OrderStateDiffers;
import dev.aurora.service.broker.reconciliation.BooksDiffer.OrderUnknownToUs;
import dev.aurora.service.broker.reconciliation.BooksDiffer.PositionDiffers;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares two pictures of one account. Plain code over values: equal pictures give equal breaks,
 * in the same order.
 */
public final class Reconciliation {

  private final OurSide ours;
  private final TheirSide theirs;
  private final List<BooksDiffer> breaks = new ArrayList<>();

  private Reconciliation(OurSide ours, TheirSide theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Everything in which the two differ: orders, executions, positions, cash; empty = equal. */
  public static List<BooksDiffer> compare(OurSide ours, TheirSide theirs) {
    Reconciliation comparison = new Reconciliation(ours, theirs);
    comparison.compareOrders();
    comparison.compareExecutions();
    comparison.comparePositions();
    if (ours.cash().compareTo(theirs.cash()) != 0) {
      comparison.breaks.add(new CashDiffers(ours.account(), ours.cash(), theirs.cash()));
    }
    return List.copyOf(comparison.breaks);
  }

  private void compareOrders() {
    TreeSet<String> ids = new TreeSet<>(ours.orders().keySet());
    ids.addAll(theirs.orders().keySet());
    for (String id : ids) {
      JournalOrder our = ours.orders().get(id);
      BrokerOrder their = theirs.orders().get(id);
      if (our == null) {
        BrokerOrder unknown = Objects.requireNonNull(their, "every id is of one of the two");
        breaks.add(new OrderUnknownToUs(ours.account(), unknown.symbol(), id, unknown));
      } else if (their == null) {
        compareWithNothing(our);
      } else if (isDeadHereAndLiveThere(our.state(), their.state())
          || isWorkingHereAndDeadThere(our.state(), their.state())) {
        breaks.add(
            new OrderStateDiffers(ours.account(), their.symbol(), id, our.state(), their.state()));
      }
    }
  }

  /** Only states that the broker itself told us of contradict an order that it does not know. */
  private void compareWithNothing(JournalOrder our) {
    boolean toldByBroker =
        our.state() == OrderState.WORKING || our.state() == OrderState.PARTIALLY_FILLED;
    if (toldByBroker) {
      breaks.add(
          new OrderNotAtBroker(ours.account(), our.symbol(), our.clientOrderId(), our.state()));
    }
  }

  private static boolean isDeadHereAndLiveThere(OrderState our, BrokerOrder.State their) {
    return their.isLive() && (!our.reserves() || our == OrderState.APPROVED);
  }

  /** A fill in full is told by its executions, and needs no break of its own. */
  private static boolean isWorkingHereAndDeadThere(OrderState our, BrokerOrder.State their) {
    return !their.isLive()
        && their != BrokerOrder.State.FILLED
        && (our == OrderState.WORKING || our == OrderState.PARTIALLY_FILLED);
  }

  private void compareExecutions() {
    Map<String, Execution> executed = new TreeMap<>();
    theirs.executions().forEach(execution -> executed.put(execution.executionId(), execution));
    Map<String, Fill> booked = new TreeMap<>();
    ours.fills().forEach(fill -> booked.put(fill.executionId(), fill));
    executed.forEach(
        (id, execution) -> {
          Fill fill = booked.get(id);
          if (fill == null) {
            breaks.add(new ExecutionNotBooked(ours.account(), execution.symbol(), id, execution));
          } else if (!fill.equals(BrokerFills.fill(fill.broker(), execution))) {
            breaks.add(new FillDiffers(ours.account(), execution.symbol(), id, fill, execution));
          }
        });
    booked.forEach(
        (id, fill) -> {
          if (!executed.containsKey(id)) {
            breaks.add(new FillUnknownAtBroker(ours.account(), fill.symbol(), id, fill));
          }
        });
  }

  private void comparePositions() {
    TreeSet<String> symbols = new TreeSet<>(ours.positions().keySet());
    symbols.addAll(theirs.positions().keySet());
    for (String symbol : symbols) {
      BigDecimal our = ours.positions().getOrDefault(symbol, BigDecimal.ZERO);
      BigDecimal their = theirs.positions().getOrDefault(symbol, BigDecimal.ZERO);
      if (our.compareTo(their) != 0) {
        breaks.add(new PositionDiffers(ours.account(), symbol, symbol, our, their));
      }
    }
  }
}
