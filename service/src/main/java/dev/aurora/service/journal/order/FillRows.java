package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads and writes rows of fills, inside a transaction of the caller. */
public final class FillRows {

  private FillRows() {}

  /**
   * What a fill did to the books.
   *
   * @param cashChange account currency
   * @param closed units of the former position that it closed
   * @param realised account currency, before fees
   */
  record Effect(
      BigDecimal cashChange,
      BigDecimal closed,
      BigDecimal realised,
      boolean late,
      BigDecimal excess) {}

  public static Optional<Fill> find(Handle handle, String broker, String executionId) {
    return handle
        .createQuery("select * from fills where broker = :broker and execution_id = :id")
        .bind("broker", broker)
        .bind("id", executionId)
        .map((row, context) -> fill(row))
        .findOne();
  }

  /** Fills of an account in the order in which they were booked. */
  public static List<Fill> ofAccount(Handle handle, String account) {
    return handle
        .createQuery("select * from fills where account = :account order by booking_index")
        .bind("account", account)
        .map((row, context) -> fill(row))
        .list();
  }

  /** Fills of an order in the order in which they were booked. */
  public static List<Fill> ofOrder(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select * from fills where client_order_id = :id order by booking_index")
        .bind("id", clientOrderId)
        .map((row, context) -> fill(row))
        .list();
  }

  static void insert(
      Handle handle, JournalOrder order, Fill fill, Effect effect, Instant bookedAt) {
    handle
        .createUpdate(
            """
            insert into fills (broker, execution_id, client_order_id, account, strategy, symbol,
                side, quantity_units, price, multiplier, fx_rate, fees_ccy, cash_change_ccy,
                closed_units, realised_pnl_ccy, late, excess_units, filled_at_market, booked_at,
                judged)
            values (:broker, :execution, :order, :account, :strategy, :symbol, :side, :quantity,
                :price, :multiplier, :fxRate, :fees, :cashChange, :closed, :realised, :late,
                :excess, :at, :bookedAt, false)\
            """)
        .bind("broker", fill.broker())
        .bind("execution", fill.executionId())
        .bind("order", fill.clientOrderId())
        .bind("account", order.account())
        .bind("strategy", order.order().strategy())
        .bind("symbol", fill.symbol())
        .bind("side", fill.side().name())
        .bind("quantity", fill.quantity())
        .bind("price", fill.price())
        .bind("multiplier", order.multiplier())
        .bind("fxRate", order.fxRate())
        .bind("fees", fill.fees())
        .bind("cashChange", effect.cashChange())
        .bind("closed", effect.closed())
        .bind("realised", effect.realised())
        .bind("late", effect.late())
        .bind("excess", effect.excess())
        .bind("at", Columns.time(fill.at()))
        .bind("bookedAt", Columns.time(bookedAt))
        .execute();
  }

  private static Fill fill(ResultSet row) throws SQLException {
    return new Fill(
        row.getString("broker"),
        row.getString("execution_id"),
        row.getString("client_order_id"),
        row.getString("symbol"),
        Side.valueOf(row.getString("side")),
        Columns.amount(row, "quantity_units"),
        Columns.amount(row, "price"),
        Columns.amount(row, "fees_ccy"),
        Columns.moment(row, "filled_at_market"));
  }
}
