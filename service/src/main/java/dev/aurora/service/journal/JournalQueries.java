package dev.aurora.service.journal;

import dev.aurora.rules.fact.Instrument;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.account.Valuation;
import dev.aurora.service.journal.action.BookTerms;
import dev.aurora.service.journal.book.AccountRow;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillRows;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OpenOrder;
import dev.aurora.service.journal.order.OrderRows;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** What the books say. Thread-safe; every answer is of one moment. */
public final class JournalQueries {

  private final Database database;

  public JournalQueries(Database database) {
    this.database = database;
  }

  public Optional<JournalOrder> order(String clientOrderId) {
    return database.transaction(handle -> OrderRows.find(handle, clientOrderId));
  }

  /** Orders of a run, in the order in which they were checked. */
  public List<JournalOrder> ordersOfRun(String runKey) {
    return orders("run_key = :key", runKey);
  }

  /** Orders of an account, in the order in which they were checked. */
  public List<JournalOrder> ordersOfAccount(String account) {
    return orders("account = :key", account);
  }

  /** Orders that may still fill. */
  public List<JournalOrder> openOrders(String account) {
    return orders(
        """
        account = :key and state in
            ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')\
        """,
        account);
  }

  /** Orders that may still fill, of every account. */
  public List<OpenOrder> openOrders() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select o.payload_json, o.state, o.leaves_units, o.checked_at_market
                    from orders o join decision_records d on d.decision_id = o.decision_id
                    where o.state in
                        ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')
                    order by d.account, d.chain_index\
                    """)
                .map((row, context) -> OrderRows.open(row))
                .list());
  }

  /** Those of these orders that may still fill, by client order id. */
  public Set<String> stillOpen(Collection<String> clientOrderIds) {
    return clientOrderIds.isEmpty()
        ? Set.of()
        : database.transaction(
            handle ->
                new TreeSet<>(
                    handle
                        .createQuery(
                            """
                            select client_order_id from orders
                            where client_order_id in (<ids>) and state in
                                ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')\
                            """)
                        .bindList("ids", List.copyOf(clientOrderIds))
                        .mapTo(String.class)
                        .list()));
  }

  /**
   * Orders whose client order id is the prefix and a number, in no order.
   *
   * @param prefix ending in a character that no id of another meaning has there
   */
  public List<JournalOrder> numbered(String prefix) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from orders
                    where client_order_id > :prefix and client_order_id < :end\
                    """)
                .bind("prefix", prefix)
                // What follows 9: both stores compare ids by their characters.
                .bind("end", prefix + ':')
                .map((row, context) -> OrderRows.order(row))
                .list());
  }

  public OrderCounts countsOfRun(String runKey) {
    return counts("o.run_key = :key", runKey);
  }

  public OrderCounts countsOfAccount(String account) {
    return counts("o.account = :key", account);
  }

  /** Positions that are not flat or that have brought something, by symbol. */
  public List<PositionRow> positions(String account) {
    return database.transaction(handle -> positions(handle, account));
  }

  /** Cash in account currency; empty when there is no such account. */
  public Optional<BigDecimal> cash(String account) {
    return database.transaction(
        handle ->
            handle
                .createQuery("select cash_ccy from accounts where account = :account")
                .bind("account", account)
                .mapTo(BigDecimal.class)
                .map(Columns::plain)
                .findOne());
  }

  /** Fills of an account in the order in which they were booked. */
  public List<Fill> fills(String account) {
    return database.transaction(handle -> FillRows.ofAccount(handle, account));
  }

  /** Fills of an order in the order in which they were booked. */
  public List<Fill> fillsOfOrder(String clientOrderId) {
    return database.transaction(handle -> FillRows.ofOrder(handle, clientOrderId));
  }

  /** Symbols whose market a check of this account needs, beside those of its orders. */
  public SortedSet<String> symbolsInBook(String account) {
    return database.transaction(
        handle ->
            new TreeSet<>(
                handle
                    .createQuery(
                        """
                        select symbol from positions
                        where account = :account and quantity_units <> 0
                        union
                        select symbol from orders where account = :account and leaves_units > 0\
                        """)
                    .bind("account", account)
                    .mapTo(String.class)
                    .list()));
  }

  /** Profit and loss at these marks; empty when a held symbol has no mark. */
  public Optional<Pnl> pnl(String account, MarketView marks) {
    return database.transaction(handle -> pnl(handle, account, marks));
  }

  /** These marks in the share terms that the account's books are in. */
  public MarketView marked(String account, MarketView marks) {
    return database.transaction(handle -> BookTerms.of(handle, account, marks));
  }

  private static Optional<Pnl> pnl(Handle handle, String account, MarketView asItIs) {
    AccountRow row = AccountRows.lock(handle, account);
    MarketView marks = BookTerms.of(handle, account, asItIs);
    BigDecimal realised = BigDecimal.ZERO;
    BigDecimal unrealised = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    BigDecimal held = BigDecimal.ZERO;
    for (PositionRow position : positions(handle, account)) {
      realised = realised.add(position.realisedPnl());
      fees = fees.add(position.fees());
      BigDecimal quantity = position.position().quantity();
      if (quantity.signum() == 0) {
        continue;
      }
      BigDecimal mark = Valuation.reference(marks.of(position.symbol()).quote());
      Instrument instrument = marks.of(position.symbol()).instrument();
      if (mark == null
          || instrument == null
          || instrument.multiplier() == null
          || instrument.fxRate() == null) {
        return Optional.empty();
      }
      BigDecimal units = quantity.multiply(instrument.multiplier()).multiply(instrument.fxRate());
      held = held.add(units.multiply(mark));
      unrealised =
          unrealised.add(units.multiply(mark.subtract(position.position().averagePrice())));
    }
    return Optional.of(new Pnl(realised, unrealised, fees, row.cash().add(held)));
  }

  private static List<PositionRow> positions(Handle handle, String account) {
    return handle
        .createQuery(
            """
            select symbol, quantity_units, average_price, realised_pnl_ccy, fees_ccy
            from positions where account = :account order by symbol\
            """)
        .bind("account", account)
        .map((row, context) -> position(row))
        .list();
  }

  private static PositionRow position(ResultSet row) throws SQLException {
    return new PositionRow(
        row.getString("symbol"),
        new Position(Columns.amount(row, "quantity_units"), Columns.amount(row, "average_price")),
        Columns.amount(row, "realised_pnl_ccy"),
        Columns.amount(row, "fees_ccy"));
  }

  private List<JournalOrder> orders(String condition, String key) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select o.* from orders o
                        join decision_records d on d.decision_id = o.decision_id
                    where o.%s order by d.account, d.chain_index\
                    """
                        .formatted(condition))
                .bind("key", key)
                .map((row, context) -> OrderRows.order(row))
                .list());
  }

  private OrderCounts counts(String condition, String key) {
    return database.transaction(
        handle ->
            new OrderCounts(
                byState(handle, condition, key),
                byControl(handle, condition + " and o.state = 'DENIED'", "ENFORCE", key),
                byControl(handle, condition, "MONITOR", key)));
  }

  private static SortedMap<OrderState, Long> byState(Handle handle, String condition, String key) {
    SortedMap<OrderState, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            "select o.state, count(*) as orders from orders o where %s group by o.state"
                .formatted(condition))
        .bind("key", key)
        .map(
            (row, context) ->
                Map.entry(OrderState.valueOf(row.getString("state")), row.getLong("orders")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  private static SortedMap<String, Long> byControl(
      Handle handle, String condition, String mode, String key) {
    SortedMap<String, Long> counts = new TreeMap<>();
    handle
        .createQuery(
            """
            select b.control, count(distinct o.client_order_id) as orders
            from orders o join decision_breaches b on b.decision_id = o.decision_id
            where %s and b.mode = :mode group by b.control\
            """
                .formatted(condition))
        .bind("key", key)
        .bind("mode", mode)
        .map((row, context) -> Map.entry(row.getString("control"), row.getLong("orders")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
