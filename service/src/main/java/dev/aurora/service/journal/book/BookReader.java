package dev.aurora.service.journal.book;

import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.account.BookSnapshot;
import dev.aurora.service.journal.account.BookSnapshot.History;
import dev.aurora.service.journal.account.BookSnapshot.RecentCancel;
import dev.aurora.service.journal.account.BookSnapshot.SessionTotals;
import dev.aurora.service.journal.account.BookSnapshot.StrategySymbol;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.RecentOrder;
import dev.aurora.service.journal.account.Windows;
import dev.aurora.service.journal.account.WorkingOrder;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads an account's book under its lock. All counters come from rows, so that they are the same
 * after a restart. One transaction uses one object.
 */
public final class BookReader {

  private final Handle handle;
  private final AccountRow account;
  private final MarketView market;
  private final Windows windows;

  /**
   * @param account read under the lock that the transaction still holds
   */
  public BookReader(Handle handle, AccountRow account, MarketView market, Windows windows) {
    this.handle = handle;
    this.account = account;
    this.market = market;
    this.windows = windows;
  }

  /** The snapshot; the session's opening equity is written down on the first read of a session. */
  public BookSnapshot read(Instant recordedAt) {
    return new BookSnapshot(
        account.account(),
        account.currency(),
        account.cash(),
        account.equityPeak(),
        new SessionBooks(handle, account, market).equityAtOpen(recordedAt),
        AccountRows.positions(handle, account.account()),
        working(),
        recent(),
        session(),
        new History(cancels(), brokerRejects(), new LosingExits(windows).read(this), unattended()),
        openBreaks());
  }

  Query query(String sql) {
    return handle
        .createQuery(sql)
        .bind("account", account.account())
        .bind("now", Columns.time(market.now()))
        .bind("open", Columns.time(market.sessionOpen()));
  }

  Instant now() {
    return market.now();
  }

  private List<WorkingOrder> working() {
    return handle
        .createQuery(
            """
            select client_order_id, symbol, side, reducer, leaves_units, limit_price,
                reservation_price, multiplier, fx_rate
            from orders where account = :account and state in
                ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')
                and leaves_units > 0
            order by client_order_id\
            """)
        .bind("account", account.account())
        .map((row, context) -> working(row))
        .list();
  }

  private static WorkingOrder working(ResultSet row) throws SQLException {
    BigDecimal multiplier = Columns.decimal(row, "multiplier");
    BigDecimal fxRate = Columns.decimal(row, "fx_rate");
    return new WorkingOrder(
        row.getString("client_order_id"),
        row.getString("symbol"),
        Side.valueOf(row.getString("side")),
        row.getBoolean("reducer"),
        Columns.amount(row, "leaves_units"),
        Columns.decimal(row, "limit_price"),
        Columns.decimal(row, "reservation_price"),
        multiplier == null || fxRate == null ? null : multiplier.multiply(fxRate));
  }

  private List<RecentOrder> recent() {
    return query(
            """
            select strategy, symbol, side, order_type, quantity_units, limit_price, reducer,
                approved, entered, checked_at_market
            from orders where account = :account
                and checked_at_market > :since and checked_at_market <= :now\
            """)
        .bind("since", Columns.time(market.now().minus(windows.longestOfOrders())))
        .map((row, context) -> recent(row))
        .list();
  }

  private static RecentOrder recent(ResultSet row) throws SQLException {
    String side = row.getString("side");
    String type = row.getString("order_type");
    return new RecentOrder(
        row.getString("strategy"),
        row.getString("symbol"),
        side == null ? null : Side.valueOf(side),
        type == null ? null : OrderType.valueOf(type),
        Columns.decimal(row, "quantity_units"),
        Columns.decimal(row, "limit_price"),
        row.getBoolean("reducer"),
        row.getBoolean("approved"),
        row.getBoolean("entered"),
        Columns.moment(row, "checked_at_market"));
  }

  private SessionTotals session() {
    long orders = count(ENTERED.formatted("count(*)", "account = :account"));
    long cancels =
        count(
            """
            select count(*) from outbox where account = :account and message = 'CANCEL'
                and first_at_market >= :open and first_at_market <= :now\
            """);
    return new SessionTotals(
        sum(ENTERED.formatted("coalesce(sum(order_value_ccy), 0)", "account = :account")),
        orders,
        orders + cancels,
        count(
            """
            select count(*) from fills where account = :account
                and filled_at_market >= :open and filled_at_market <= :now\
            """),
        enteredElsewhere());
  }

  private static final String ENTERED =
      """
      select %s from orders where %s and entered
          and checked_at_market >= :open and checked_at_market <= :now\
      """;

  /** The firm's lock makes the sum exact; an only account needs neither. */
  private @Nullable BigDecimal enteredElsewhere() {
    if (count("select count(*) from accounts where account <> :account") == 0) {
      return null;
    }
    AccountRows.lockFirm(handle);
    return sum(ENTERED.formatted("coalesce(sum(order_value_ccy), 0)", "account <> :account"));
  }

  private List<RecentCancel> cancels() {
    return query(
            """
            select reducer, first_at_market from outbox
            where account = :account and message = 'CANCEL'
                and first_at_market > :since and first_at_market <= :now\
            """)
        .bind("since", Columns.time(market.now().minus(windows.messageRate())))
        .map(
            (row, context) ->
                new RecentCancel(row.getBoolean("reducer"), Columns.moment(row, "first_at_market")))
        .list();
  }

  private long brokerRejects() {
    return query(
            """
            select count(*) from order_events where account = :account and to_state = 'REJECTED'
                and happened_at_market > :since and happened_at_market <= :now\
            """)
        .bind("since", Columns.time(market.now().minus(windows.brokerRejects())))
        .mapTo(Long.class)
        .one();
  }

  private Map<StrategySymbol, Long> unattended() {
    Map<StrategySymbol, Long> entries = new HashMap<>();
    query(
            """
            select o.strategy, o.symbol, count(distinct o.client_order_id) as entries
            from orders o join fills f on f.client_order_id = o.client_order_id
            where o.account = :account and o.origin = 'STRATEGY' and not o.reducer
                and o.strategy is not null
                and f.filled_at_market >= :open and f.filled_at_market <= :now
                and not exists (select 1 from strategy_reenablements r
                    where r.account = o.account and r.strategy = o.strategy
                        and r.reenabled_at_market >= f.filled_at_market
                        and r.reenabled_at_market <= :now)
            group by o.strategy, o.symbol\
            """)
        .map(
            (row, context) ->
                Map.entry(
                    new StrategySymbol(row.getString("strategy"), row.getString("symbol")),
                    row.getLong("entries")))
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  private Map<String, Long> openBreaks() {
    Map<String, Long> breaks = new HashMap<>();
    handle
        .createQuery(
            """
            select coalesce(symbol, '') as scope_symbol, count(*) as breaks
            from reconciliation_breaks where account = :account and closed_at is null
            group by coalesce(symbol, '')\
            """)
        .bind("account", account.account())
        .map((row, context) -> Map.entry(row.getString("scope_symbol"), row.getLong("breaks")))
        .forEach(entry -> breaks.put(entry.getKey(), entry.getValue()));
    return breaks;
  }

  private long count(String sql) {
    return query(sql).mapTo(Long.class).one();
  }

  private BigDecimal sum(String sql) {
    return Columns.plain(query(sql).mapTo(BigDecimal.class).one());
  }
}
