package dev.aurora.service.journal.action;

import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.order.OrderAdjustments.Adjusted;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of booked actions, inside a transaction of the caller. */
final class ActionRows {

  private ActionRows() {}

  /** Actions of one account with an ex-date after {@code after}. */
  static List<CorporateAction> booked(Handle handle, String account, LocalDate after) {
    return handle
        .createQuery(
            """
            select symbol, ex_date, action_type, action_value, into_symbol, cash_per_unit
            from corporate_actions where account = :account and ex_date > :after
            order by ex_date, action_id\
            """)
        .bind("account", account)
        .bind("after", after)
        .map((row, context) -> action(row))
        .list();
  }

  private static CorporateAction action(ResultSet row) throws SQLException {
    BigDecimal cash = Columns.decimal(row, "cash_per_unit");
    return new CorporateAction(
        row.getString("symbol"),
        row.getObject("ex_date", LocalDate.class),
        CorporateAction.Type.valueOf(row.getString("action_type")),
        Columns.amount(row, "action_value"),
        row.getString("into_symbol"),
        cash == null ? BigDecimal.ZERO : cash);
  }

  static void insert(
      Handle handle,
      String account,
      CorporateAction action,
      ActionEffect effect,
      Instant effectiveAt,
      Instant recordedAt) {
    boolean merged = effect.intoBefore() != null;
    Position intoBefore = merged ? Objects.requireNonNull(effect.intoBefore()) : Position.FLAT;
    Position intoAfter = merged ? Objects.requireNonNull(effect.intoAfter()) : Position.FLAT;
    handle
        .createUpdate(
            """
            insert into corporate_actions (action_id, account, symbol, ex_date, action_type,
                action_value, into_symbol, cash_per_unit, quantity_before_units,
                average_before_price, quantity_after_units, average_after_price,
                into_quantity_before_units, into_average_before_price,
                into_quantity_after_units, into_average_after_price, cash_change_ccy,
                realised_pnl_ccy, effective_at_market, recorded_at)
            values (:id, :account, :symbol, :exDate, :type, :value, :into, :cashPerUnit,
                :before, :averageBefore, :after, :averageAfter, :intoBefore, :intoAverageBefore,
                :intoAfter, :intoAverageAfter, :cash, :realised, :effectiveAt, :now)\
            """)
        .bind("id", action.id())
        .bind("account", account)
        .bind("symbol", action.symbol())
        .bind("exDate", action.exDate())
        .bind("type", action.type().name())
        .bind("value", action.value())
        .bind("into", action.into())
        .bind("cashPerUnit", action.cashPerShare())
        .bind("before", effect.before().quantity())
        .bind("averageBefore", effect.before().averagePrice())
        .bind("after", effect.after().quantity())
        .bind("averageAfter", effect.after().averagePrice())
        .bind("intoBefore", merged ? intoBefore.quantity() : null)
        .bind("intoAverageBefore", merged ? intoBefore.averagePrice() : null)
        .bind("intoAfter", merged ? intoAfter.quantity() : null)
        .bind("intoAverageAfter", merged ? intoAfter.averagePrice() : null)
        .bind("cash", effect.cashChange())
        .bind("realised", effect.realised())
        .bind("effectiveAt", Columns.time(effectiveAt))
        .bind("now", Columns.time(recordedAt))
        .execute();
  }

  static void insert(Handle handle, String account, String actionId, List<Adjusted> orders) {
    for (Adjusted order : orders) {
      handle
          .createUpdate(
              """
              insert into corporate_action_orders (action_id, account, client_order_id,
                  leaves_before_units, leaves_after_units, limit_before_price,
                  limit_after_price, reason)
              values (:action, :account, :order, :before, :after, :limitBefore, :limitAfter,
                  :reason)\
              """)
          .bind("action", actionId)
          .bind("account", account)
          .bind("order", order.clientOrderId())
          .bind("before", order.leavesBefore())
          .bind("after", order.leavesAfter())
          .bind("limitBefore", order.limitBefore())
          .bind("limitAfter", order.limitAfter())
          .bind("reason", order.reason())
          .execute();
    }
  }

  /** Sets a position, and adds to what its symbol has brought. */
  static void setPosition(
      Handle handle, String account, String symbol, Position position, BigDecimal realised) {
    int known =
        handle
            .createUpdate(
                """
                update positions set quantity_units = :quantity, average_price = :average,
                    realised_pnl_ccy = realised_pnl_ccy + :realised
                where account = :account and symbol = :symbol\
                """)
            .bind("quantity", position.quantity())
            .bind("average", position.averagePrice())
            .bind("realised", realised)
            .bind("account", account)
            .bind("symbol", symbol)
            .execute();
    if (known == 0) {
      handle
          .createUpdate(
              """
              insert into positions (account, symbol, quantity_units, average_price,
                  realised_pnl_ccy, fees_ccy, last_exit_at_market)
              values (:account, :symbol, :quantity, :average, :realised, 0, null)\
              """)
          .bind("account", account)
          .bind("symbol", symbol)
          .bind("quantity", position.quantity())
          .bind("average", position.averagePrice())
          .bind("realised", realised)
          .execute();
    }
  }

  static void addCash(Handle handle, String account, BigDecimal change) {
    handle
        .createUpdate("update accounts set cash_ccy = cash_ccy + :change where account = :account")
        .bind("change", change)
        .bind("account", account)
        .execute();
  }

  /** Signed units that fills at or after that market time moved. */
  static BigDecimal filledSince(Handle handle, String account, String symbol, Instant since) {
    return Columns.plain(
        handle
            .createQuery(
                """
                select coalesce(sum(case when side = 'BUY' then quantity_units
                    else -quantity_units end), 0)
                from fills where account = :account and symbol = :symbol
                    and filled_at_market >= :since\
                """)
            .bind("account", account)
            .bind("symbol", symbol)
            .bind("since", Columns.time(since))
            .mapTo(BigDecimal.class)
            .one());
  }

  /** How many fills of the symbol came at or after that market time. */
  static long fillsSince(Handle handle, String account, String symbol, Instant since) {
    return handle
        .createQuery(
            """
            select count(*) from fills where account = :account and symbol = :symbol
                and filled_at_market >= :since\
            """)
        .bind("account", account)
        .bind("symbol", symbol)
        .bind("since", Columns.time(since))
        .mapTo(Long.class)
        .one();
  }

  /** The definition that was booked of the same action; null when none was. */
  static @Nullable String bookedAs(Handle handle, String account, CorporateAction action) {
    return handle
        .createQuery(
            """
            select action_id from corporate_actions where account = :account
                and symbol = :symbol and ex_date = :exDate and action_type = :type\
            """)
        .bind("account", account)
        .bind("symbol", action.symbol())
        .bind("exDate", action.exDate())
        .bind("type", action.type().name())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  /** Whether an action in that symbol with a later ex-date is booked already. */
  static boolean laterIsBooked(Handle handle, String account, CorporateAction action) {
    return handle
            .createQuery(
                """
                select count(*) from corporate_actions where account = :account
                    and symbol = :symbol and ex_date > :exDate and action_type <> 'DIVIDEND'
                    and quantity_before_units <> 0\
                """)
            .bind("account", account)
            .bind("symbol", action.symbol())
            .bind("exDate", action.exDate())
            .mapTo(Long.class)
            .one()
        > 0;
  }
}
