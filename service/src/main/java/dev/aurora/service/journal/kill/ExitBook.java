package dev.aurora.service.journal.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What the last step before the wire asks of an order that leaves a position: how much may be
 * closed at this moment, and who stands behind it. Thread-safe.
 */
public final class ExitBook {

  private final Database database;

  public ExitBook(Database database) {
    this.database = database;
  }

  /**
   * Units that the order may close: the position on the other side, less what already works on the
   * order's own. This order itself is not counted.
   *
   * @return 0 when it would open
   */
  public BigDecimal closable(Order order) {
    return closable(
        Objects.requireNonNull(order.account()),
        Objects.requireNonNull(order.symbol()),
        Objects.requireNonNull(order.side()),
        order.clientOrderId());
  }

  /**
   * As {@link #closable(Order)}.
   *
   * @param except client order id of the one that asks; null = none
   */
  public BigDecimal closable(String account, String symbol, Side side, @Nullable String except) {
    return database.transaction(
        handle -> {
          BigDecimal held = AccountRows.position(handle, account, symbol).position().quantity();
          if (held.signum() * side.sign() >= 0) {
            return BigDecimal.ZERO;
          }
          BigDecimal working = working(handle, account, symbol, side, except);
          return held.abs().subtract(working).max(BigDecimal.ZERO);
        });
  }

  private static BigDecimal working(
      Handle handle, String account, String symbol, Side side, @Nullable String except) {
    return Columns.plain(
        handle
            .createQuery(
                """
                select coalesce(sum(leaves_units), 0) from orders where account = :account
                    and symbol = :symbol and side = :side and client_order_id <> :except
                    and state in
                        ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')\
                """)
            .bind("account", account)
            .bind("symbol", symbol)
            .bind("side", side.name())
            .bind("except", except == null ? "" : except)
            .mapTo(BigDecimal.class)
            .one());
  }

  /** Signed units that are held. */
  public BigDecimal held(String account, String symbol) {
    return database.transaction(
        handle -> AccountRows.position(handle, account, symbol).position().quantity());
  }

  /** Keeps an exit, once an order; the first to be kept stays. */
  public void keep(ManualExit exit) {
    database.run(handle -> keep(handle, exit));
  }

  /** As {@link #keep(ManualExit)}, inside a transaction of the caller. */
  public static void keep(Handle handle, ManualExit exit) {
    AccountRows.lock(handle, exit.account());
    if (find(handle, exit.clientOrderId()).isEmpty()) {
      insert(handle, exit);
    }
  }

  private static void insert(Handle handle, ManualExit exit) {
    handle
        .createUpdate(
            """
            insert into manual_exits (client_order_id, account, symbol, order_json, asked_by,
                agreed_by, approval_id, reason, asked_at)
            values (:id, :account, :symbol, :order, :asked, :agreed, :approval, :reason, :at)\
            """)
        .bind("id", exit.clientOrderId())
        .bind("account", exit.account())
        .bind("symbol", exit.symbol())
        .bind("order", FactsJson.write(exit.order()))
        .bind("asked", exit.askedBy())
        .bind("agreed", exit.agreedBy())
        .bind("approval", exit.approvalId())
        .bind("reason", exit.reason())
        .bind("at", Columns.time(exit.askedAt()))
        .execute();
  }

  /** The exit of this order; empty for one that nobody asked for. */
  public Optional<ManualExit> find(String clientOrderId) {
    return database.transaction(handle -> find(handle, clientOrderId));
  }

  static Optional<ManualExit> find(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select * from manual_exits where client_order_id = :id")
        .bind("id", clientOrderId)
        .map((row, context) -> exit(row))
        .findOne();
  }

  /**
   * An exit that everybody has agreed to and that no order was checked for: whoever agreed last
   * died before it.
   *
   * @param since wall time; older ones are past
   */
  public Optional<ManualExit> unmade(String account, String symbol, Instant since) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from manual_exits m where m.account = :account
                        and m.symbol = :symbol and m.asked_at >= :since
                        and not exists (select 1 from orders o
                            where o.client_order_id = m.client_order_id)
                    order by m.asked_at, m.client_order_id\
                    """)
                .bind("account", account)
                .bind("symbol", symbol)
                .bind("since", Columns.time(since))
                .map((row, context) -> exit(row))
                .findFirst());
  }

  private static ManualExit exit(ResultSet row) throws SQLException {
    return new ManualExit(
        FactsJson.readOrder(row.getString("order_json")),
        row.getString("asked_by"),
        row.getString("agreed_by"),
        row.getString("approval_id"),
        row.getString("reason"),
        Columns.moment(row, "asked_at"));
  }
}
