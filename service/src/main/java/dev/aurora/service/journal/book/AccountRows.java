package dev.aurora.service.journal.book;

import dev.aurora.service.journal.account.HeldPosition;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.order.Fill;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of accounts, positions and breaks, inside a transaction of the caller. */
public final class AccountRows {

  private AccountRows() {}

  /**
   * Takes the lock that serialises an account's checks and fills until the transaction ends.
   *
   * @throws UnknownAccount when there is no such account
   */
  public static AccountRow lock(Handle handle, String account) {
    return handle
        .createQuery("select * from accounts where account = :account for update")
        .bind("account", account)
        .map((row, context) -> account(row))
        .findOne()
        .orElseThrow(() -> new UnknownAccount(account));
  }

  /** Takes the firm's lock, always after an account's. */
  public static void lockFirm(Handle handle) {
    handle.createQuery("select firm_id from firm for update").mapTo(Integer.class).one();
  }

  /** Moves the heads of the account, whose lock the caller holds. */
  public static void moveHeads(
      Handle handle, String account, long chainLength, String chainHead, BigDecimal equityPeak) {
    handle
        .createUpdate(
            """
            update accounts set chain_length = :length, chain_head = :head,
                equity_peak_ccy = :peak where account = :account\
            """)
        .bind("length", chainLength)
        .bind("head", chainHead)
        .bind("peak", Columns.rounded(equityPeak))
        .bind("account", account)
        .execute();
  }

  public static HeldPosition position(Handle handle, String account, String symbol) {
    return handle
        .createQuery("select * from positions where account = :account and symbol = :symbol")
        .bind("account", account)
        .bind("symbol", symbol)
        .map((row, context) -> held(row))
        .findOne()
        .orElse(HeldPosition.NONE);
  }

  /** Every position that there ever was, by symbol. */
  public static Map<String, HeldPosition> positions(Handle handle, String account) {
    Map<String, HeldPosition> positions = new HashMap<>();
    handle
        .createQuery("select * from positions where account = :account")
        .bind("account", account)
        .map((row, context) -> Map.entry(row.getString("symbol"), held(row)))
        .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
    return positions;
  }

  /**
   * Books a fill's change of position and cash.
   *
   * @param cashChange account currency
   * @param realised account currency, before fees
   */
  public static void applyFill(
      Handle handle,
      String account,
      Fill fill,
      Position.Change change,
      BigDecimal cashChange,
      BigDecimal realised) {
    handle
        .createUpdate("update accounts set cash_ccy = cash_ccy + :change where account = :account")
        .bind("change", cashChange)
        .bind("account", account)
        .execute();
    boolean exit = change.closedUnits().signum() > 0;
    int known =
        handle
            .createUpdate(
                """
                update positions set quantity_units = :quantity, average_price = :average,
                    realised_pnl_ccy = realised_pnl_ccy + :realised, fees_ccy = fees_ccy + :fees,
                    last_exit_at_market = case
                        when :exit and (last_exit_at_market is null or last_exit_at_market < :at)
                        then :at else last_exit_at_market end
                where account = :account and symbol = :symbol\
                """)
            .bind("quantity", change.after().quantity())
            .bind("average", change.after().averagePrice())
            .bind("realised", realised)
            .bind("fees", fill.fees())
            .bind("exit", exit)
            .bind("at", Columns.time(fill.at()))
            .bind("account", account)
            .bind("symbol", fill.symbol())
            .execute();
    if (known == 0) {
      insertPosition(handle, account, fill, change.after());
    }
  }

  /** The first fill in a symbol opens: it closes nothing and realises nothing. */
  private static void insertPosition(Handle handle, String account, Fill fill, Position opened) {
    handle
        .createUpdate(
            """
            insert into positions (account, symbol, quantity_units, average_price,
                realised_pnl_ccy, fees_ccy, last_exit_at_market)
            values (:account, :symbol, :quantity, :average, 0, :fees, null)\
            """)
        .bind("account", account)
        .bind("symbol", fill.symbol())
        .bind("quantity", opened.quantity())
        .bind("average", opened.averagePrice())
        .bind("fees", fill.fees())
        .execute();
  }

  /**
   * Closes a break.
   *
   * @return false when none of this id is open
   */
  static boolean closeBreak(Handle handle, String breakId, String because, Instant now) {
    return handle
            .createUpdate(
                """
                update reconciliation_breaks set closed_at = :now, closed_because = :because
                where break_id = :id and closed_at is null\
                """)
            .bind("now", Columns.time(now))
            .bind("because", because)
            .bind("id", breakId)
            .execute()
        > 0;
  }

  /**
   * Opens a reconciliation break, once per id; a break that was closed opens again.
   *
   * @param symbol null for a break of the whole account
   */
  public static void openBreak(
      Handle handle,
      String breakId,
      String account,
      @Nullable String symbol,
      String kind,
      String detail,
      Instant at) {
    int known =
        handle
            .createUpdate(
                """
                update reconciliation_breaks set closed_at = null, closed_because = null,
                    detail = :detail where break_id = :id\
                """)
            .bind("detail", detail)
            .bind("id", breakId)
            .execute();
    if (known > 0) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into reconciliation_breaks (break_id, account, symbol, kind, detail, opened_at)
            values (:id, :account, :symbol, :kind, :detail, :at)\
            """)
        .bind("id", breakId)
        .bind("account", account)
        .bind("symbol", symbol)
        .bind("kind", kind)
        .bind("detail", detail)
        .bind("at", Columns.time(at))
        .execute();
  }

  static AccountRow account(ResultSet row) throws SQLException {
    return new AccountRow(
        row.getString("account"),
        row.getString("currency"),
        Columns.amount(row, "cash_ccy"),
        Columns.amount(row, "equity_peak_ccy"),
        row.getLong("chain_length"),
        row.getString("chain_head"));
  }

  static HeldPosition held(ResultSet row) throws SQLException {
    return new HeldPosition(
        new Position(Columns.amount(row, "quantity_units"), Columns.amount(row, "average_price")),
        Columns.instant(row, "last_exit_at_market"));
  }
}
