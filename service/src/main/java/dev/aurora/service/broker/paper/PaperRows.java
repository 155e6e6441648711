package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.paper.PaperMatching.Outcome;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of the ledger, inside a transaction of the caller. */
final class PaperRows {

  private PaperRows() {}

  static boolean hasAccount(Handle handle, String account) {
    return cash(handle, "select cash_ccy from paper_accounts where account = :account", account)
        .isPresent();
  }

  static void insertAccount(Handle handle, String account, BigDecimal openingCash) {
    handle
        .createUpdate(
            """
            insert into paper_accounts (account, opening_cash_ccy, cash_ccy)
            values (:account, :cash, :cash)\
            """)
        .bind("account", account)
        .bind("cash", openingCash)
        .execute();
  }

  /** Takes the account's lock until the transaction ends, and reads its cash. */
  static BigDecimal lockCash(Handle handle, String account) {
    return cash(
            handle,
            "select cash_ccy from paper_accounts where account = :account for update",
            account)
        .orElseThrow(() -> new IllegalStateException("no account " + account));
  }

  static Optional<BigDecimal> cash(Handle handle, String account) {
    return cash(handle, "select cash_ccy from paper_accounts where account = :account", account);
  }

  private static Optional<BigDecimal> cash(Handle handle, String sql, String account) {
    return handle
        .createQuery(sql)
        .bind("account", account)
        .mapTo(BigDecimal.class)
        .map(Columns::plain)
        .findOne();
  }

  static void addCash(Handle handle, String account, BigDecimal change) {
    handle
        .createUpdate(
            "update paper_accounts set cash_ccy = cash_ccy + :change where account = :account")
        .bind("change", change)
        .bind("account", account)
        .execute();
  }

  static void insertSubmission(
      Handle handle, String clientOrderId, boolean duplicate, Instant marketNow) {
    handle
        .createUpdate(
            """
            insert into paper_submissions (client_order_id, duplicate, submitted_at_market)
            values (:id, :duplicate, :at)\
            """)
        .bind("id", clientOrderId)
        .bind("duplicate", duplicate)
        .bind("at", Columns.time(marketNow))
        .execute();
  }

  static void insertOrder(Handle handle, PaperOrder order) {
    handle
        .createUpdate(
            """
            insert into paper_orders (client_order_id, broker_order_id, account, symbol, side,
                order_type, time_in_force, quantity_units, limit_price, expires_at_market,
                payload_digest, state, reason, detail, filled_units, legs, accepted_at_market,
                last_bar_at_market)
            values (:id, :brokerId, :account, :symbol, :side, :type, :timeInForce, :quantity,
                :limit, :expiresAt, :digest, :state, :reason, :detail, 0, 0, :acceptedAt, null)\
            """)
        .bind("id", order.clientOrderId())
        .bind("brokerId", order.brokerOrderId())
        .bind("account", order.account())
        .bind("symbol", order.symbol())
        .bind("side", order.side().name())
        .bind("type", order.type().name())
        .bind("timeInForce", order.timeInForce().name())
        .bind("quantity", order.quantity())
        .bind("limit", order.limitPrice())
        .bind("expiresAt", Columns.time(order.expiresAt()))
        .bind("digest", order.payloadDigest())
        .bind("state", order.state().name())
        .bind("reason", order.reason() == null ? null : order.reason().name())
        .bind("detail", order.detail())
        .bind("acceptedAt", Columns.time(order.acceptedAt()))
        .execute();
  }

  static Optional<PaperOrder> find(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select * from paper_orders where client_order_id = :id")
        .bind("id", clientOrderId)
        .map((row, context) -> order(row))
        .findOne();
  }

  /** Those of these orders that the ledger has. */
  static List<PaperOrder> findAll(Handle handle, Collection<String> clientOrderIds) {
    return clientOrderIds.isEmpty()
        ? List.of()
        : handle
            .createQuery("select * from paper_orders where client_order_id in (<ids>)")
            .bindList("ids", List.copyOf(clientOrderIds))
            .map((row, context) -> order(row))
            .list();
  }

  /** Live orders, the earliest first: that is the order in which they meet a bar. */
  static List<PaperOrder> live(Handle handle) {
    return handle
        .createQuery(
            """
            select * from paper_orders where state in ('WORKING', 'PARTIALLY_FILLED')
            order by accepted_at_market, client_order_id\
            """)
        .map((row, context) -> order(row))
        .list();
  }

  static void end(
      Handle handle,
      String clientOrderId,
      BrokerOrder.State state,
      @Nullable RejectReason reason,
      String detail) {
    handle
        .createUpdate(
            """
            update paper_orders set state = :state, reason = :reason, detail = :detail
            where client_order_id = :id\
            """)
        .bind("state", state.name())
        .bind("reason", reason == null ? null : reason.name())
        .bind("detail", detail)
        .bind("id", clientOrderId)
        .execute();
  }

  /** As {@link #end} of several orders, none of which was rejected. */
  static void endAll(
      Handle handle, Collection<String> clientOrderIds, BrokerOrder.State state, String detail) {
    if (clientOrderIds.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            update paper_orders set state = :state, reason = null, detail = :detail
            where client_order_id in (<ids>)\
            """)
        .bind("state", state.name())
        .bind("detail", detail)
        .bindList("ids", List.copyOf(clientOrderIds))
        .execute();
  }

  static void offered(Handle handle, String clientOrderId, Instant barAt) {
    handle
        .createUpdate(
            "update paper_orders set last_bar_at_market = :at where client_order_id = :id")
        .bind("at", Columns.time(barAt))
        .bind("id", clientOrderId)
        .execute();
  }

  /** Books an execution: order, position, cash; the caller holds the account's lock. */
  static void fill(Handle handle, PaperOrder order, Outcome.Fills fill, Instant at) {
    int leg = order.legs() + 1;
    handle
        .createUpdate(
            """
            insert into paper_executions (execution_id, client_order_id, account, symbol, side,
                quantity_units, price, commission_ccy, slippage_ccy, executed_at_market)
            values (:execution, :id, :account, :symbol, :side, :quantity, :price, :commission,
                :slippage, :at)\
            """)
        .bind("execution", executionId(order.clientOrderId(), leg))
        .bind("id", order.clientOrderId())
        .bind("account", order.account())
        .bind("symbol", order.symbol())
        .bind("side", order.side().name())
        .bind("quantity", fill.quantity())
        .bind("price", fill.price())
        .bind("commission", fill.commission())
        .bind("slippage", fill.slippage())
        .bind("at", Columns.time(at))
        .execute();
    handle
        .createUpdate(
            """
            update paper_orders set state = :state, filled_units = filled_units + :quantity,
                legs = :leg where client_order_id = :id\
            """)
        .bind("state", fill.after().name())
        .bind("quantity", fill.quantity())
        .bind("leg", leg)
        .bind("id", order.clientOrderId())
        .execute();
    addCash(handle, order.account(), fill.cashChange(order.side()));
    move(handle, order, fill);
  }

  /** The same leg of the same order has the same id on every machine. */
  static String executionId(String clientOrderId, int leg) {
    return clientOrderId + "/" + leg;
  }

  private static void move(Handle handle, PaperOrder order, Outcome.Fills fill) {
    Optional<Position> held =
        handle
            .createQuery(
                """
                select quantity_units, average_price from paper_positions
                where account = :account and symbol = :symbol\
                """)
            .bind("account", order.account())
            .bind("symbol", order.symbol())
            .map((row, context) -> position(row))
            .findOne();
    Position after =
        held.orElse(Position.FLAT).fill(order.side(), fill.quantity(), fill.price()).after();
    handle
        .createUpdate(
            held.isPresent()
                ? """
                update paper_positions set quantity_units = :quantity, average_price = :average
                where account = :account and symbol = :symbol\
                """
                : """
                insert into paper_positions (account, symbol, quantity_units, average_price)
                values (:account, :symbol, :quantity, :average)\
                """)
        .bind("quantity", after.quantity())
        .bind("average", after.averagePrice())
        .bind("account", order.account())
        .bind("symbol", order.symbol())
        .execute();
  }

  static Position position(ResultSet row) throws SQLException {
    return new Position(
        Columns.amount(row, "quantity_units"), Columns.amount(row, "average_price"));
  }

  static PaperOrder order(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new PaperOrder(
        row.getString("client_order_id"),
        row.getString("account"),
        row.getString("symbol"),
        Side.valueOf(row.getString("side")),
        OrderType.valueOf(row.getString("order_type")),
        TimeInForce.valueOf(row.getString("time_in_force")),
        Columns.amount(row, "quantity_units"),
        Columns.decimal(row, "limit_price"),
        Columns.instant(row, "expires_at_market"),
        row.getString("payload_digest"),
        BrokerOrder.State.valueOf(row.getString("state")),
        reason == null ? null : RejectReason.valueOf(reason),
        row.getString("detail"),
        Columns.amount(row, "filled_units"),
        row.getInt("legs"),
        Columns.moment(row, "accepted_at_market"),
        Columns.instant(row, "last_bar_at_market"));
  }

  static Execution execution(ResultSet row) throws SQLException {
    return new Execution(
        row.getString("execution_id"),
        row.getLong("execution_index"),
        row.getString("client_order_id"),
        row.getString("account"),
        row.getString("symbol"),
        Side.valueOf(row.getString("side")),
        Columns.amount(row, "quantity_units"),
        Columns.amount(row, "price"),
        Columns.plain(row.getBigDecimal("commission_ccy").add(row.getBigDecimal("slippage_ccy"))),
        Columns.moment(row, "executed_at_market"));
  }
}
