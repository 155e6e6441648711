package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.PositionRow;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.book.UnknownAccount;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.JournalOrder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares an account with the broker, and keeps the open breaks in the books equal to what it
 * found. The two pictures are not of one moment: while something is being sent for the account, one
 * look alone proves nothing ({@link Look#still()}). Thread-safe.
 */
public final class Reconciler {

  private final JournalQueries queries;
  private final Accounts accounts;
  private final Broker broker;

  public Reconciler(JournalQueries queries, Accounts accounts, Broker broker) {
    this.queries = queries;
    this.accounts = accounts;
    this.broker = broker;
  }

  /**
   * What one comparison found.
   *
   * @param still whether no fill was booked and nothing executed while the pictures were taken, so
   *     that positions and cash are of the fills and executions that they stand beside
   */
  public record Look(List<BooksDiffer> differs, boolean still) {

    public Look {
      differs = List.copyOf(differs);
    }
  }

  /**
   * Compares, changing nothing.
   *
   * @return what differs; or that the broker did not answer, which is not the same as nothing
   * @throws UnknownAccount when the books have no such account
   */
  public Answer<Look> look(String account) {
    try {
      OurSide ours = ours(account);
      TheirSide theirs = theirs(account);
      boolean still =
          broker.executionsSince(account, lastIndex(theirs)).orThrow().isEmpty()
              && fills(account).equals(ours.fills());
      return new Answer.Answered<>(new Look(Reconciliation.compare(ours, theirs), still));
    } catch (BrokerUnavailable silent) {
      return new Answer.Unavailable<>(silent.outage(), String.valueOf(silent.getMessage()));
    }
  }

  private static long lastIndex(TheirSide theirs) {
    return theirs.executions().stream().mapToLong(Execution::index).max().orElse(0);
  }

  /** Opens a break for each of these differences and closes those of all others. */
  public void record(String account, List<BooksDiffer> found) {
    Set<String> stillOpen = found.stream().map(BooksDiffer::breakId).collect(Collectors.toSet());
    accounts.openBreaks(account).stream()
        // Ours alone: a contradicting fill is closed by a person, not by equal sums.
        .filter(open -> open.startsWith(account + "/") && !stillOpen.contains(open))
        .forEach(gone -> accounts.closeBreak(gone, "the books agree again"));
    found.forEach(
        differs ->
            accounts.openBreak(
                differs.breakId(), account, differs.symbol(), differs.kind(), differs.toString()));
  }

  private OurSide ours(String account) {
    Map<String, JournalOrder> orders =
        queries.ordersOfAccount(account).stream()
            .collect(Collectors.toMap(JournalOrder::clientOrderId, order -> order));
    List<Fill> fills = fills(account);
    Map<String, BigDecimal> positions =
        queries.positions(account).stream()
            .collect(Collectors.toMap(PositionRow::symbol, row -> row.position().quantity()));
    BigDecimal cash = queries.cash(account).orElseThrow(() -> new UnknownAccount(account));
    return new OurSide(account, orders, fills, positions, cash);
  }

  private List<Fill> fills(String account) {
    return queries.fills(account).stream()
        .filter(fill -> fill.broker().equals(broker.name()))
        .toList();
  }

  private TheirSide theirs(String account) {
    Map<String, BrokerOrder> orders = new HashMap<>();
    broker
        .workingOrders(account)
        .orThrow()
        .forEach(order -> orders.put(order.clientOrderId(), order));
    for (JournalOrder open : queries.openOrders(account)) {
      broker
          .lookup(open.clientOrderId())
          .orThrow()
          .ifPresent(order -> orders.put(order.clientOrderId(), order));
    }
    List<Execution> executions = broker.executionsSince(account, 0).orThrow();
    return new TheirSide(
        orders,
        executions,
        new TreeMap<>(broker.positions(account).orThrow()),
        broker.cash(account).orThrow());
  }
}
