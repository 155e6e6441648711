package dev.aurora.service.journal.book;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.BooksChain;
import dev.aurora.service.journal.decision.DecisionRecord;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Opens accounts and books what changes them beside orders: cash flows, breaks, a person letting a
 * strategy go on. Thread-safe; durable when a method returns.
 */
public final class Accounts {

  private final Database database;
  private final Clock clock;

  public Accounts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Opens an account with cash, or does nothing when it is open.
   *
   * @param cash account currency, &gt;= 0
   * @return true when it was opened now
   */
  public boolean open(String account, String currency, BigDecimal cash) {
    if (cash.signum() < 0 || !Columns.fits(cash)) {
      throw new IllegalArgumentException("no account opens with " + cash);
    }
    if (BooksChain.isKey(account)) {
      throw new IllegalArgumentException(account + " would be taken for a chain of the books");
    }
    return database.transaction(
        handle -> {
          // Checks of an only account skip the firm lock: none may be under way while this turns
          // one account into two. Accounts first, then the firm: the order that checks keep.
          lockAll(handle);
          if (find(handle, account).isPresent()) {
            return false;
          }
          insert(handle, account, currency, cash);
          return true;
        });
  }

  public Optional<AccountRow> find(String account) {
    return database.transaction(handle -> find(handle, account));
  }

  public List<AccountRow> all() {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from accounts order by account")
                .map((row, context) -> AccountRows.account(row))
                .list());
  }

  /**
   * Books cash that came in (positive) or went out, once per flow id. It is no profit: the peak and
   * the opening equity of the session that it falls into shift with it.
   *
   * @param at market time
   * @return false when this flow was booked before
   */
  public boolean recordCashFlow(String account, String flowId, BigDecimal amount, Instant at) {
    if (!Columns.fits(amount)) {
      throw new IllegalArgumentException("the books can't hold this exactly: " + amount);
    }
    return database.transaction(
        handle -> {
          AccountRows.lock(handle, account);
          if (flowIsBooked(handle, account, flowId)) {
            return false;
          }
          bookFlow(handle, account, flowId, amount, at);
          return true;
        });
  }

  /** A named person lets a strategy go on; its count of unattended entries starts again. */
  public void reenable(String account, String strategy, String person, String reason, Instant at) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into strategy_reenablements (account, strategy, reenabled_at_market,
                        reenabled_by, reason, recorded_at)
                    values (:account, :strategy, :at, :person, :reason, :now)\
                    """)
                .bind("account", account)
                .bind("strategy", strategy)
                .bind("at", Columns.time(at))
                .bind("person", person)
                .bind("reason", reason)
                .bind("now", Columns.time(clock.instant()))
                .execute());
  }

  /**
   * A named person let a strategy go on in every account, having seen all that is filled by now.
   *
   * @return in how many accounts its count starts again
   */
  public int reenable(String strategy, String person, String reason) {
    return database.transaction(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into strategy_reenablements (account, strategy, reenabled_at_market,
                        reenabled_by, reason, recorded_at)
                    select account, strategy, max(filled_at_market), :person, :reason, :now
                    from fills where strategy = :strategy group by account, strategy\
                    """)
                .bind("strategy", strategy)
                .bind("person", person)
                .bind("reason", reason)
                .bind("now", Columns.time(clock.instant()))
                .execute());
  }

  /**
   * Opens a reconciliation break, once per id; one that was closed opens again.
   *
   * @param symbol null for a break of the whole account
   */
  public void openBreak(
      String breakId, String account, @Nullable String symbol, String kind, String detail) {
    database.run(
        handle ->
            AccountRows.openBreak(handle, breakId, account, symbol, kind, detail, clock.instant()));
  }

  /**
   * Closes a break.
   *
   * @return false when none of this id was open
   */
  public boolean closeBreak(String breakId, String because) {
    return database.transaction(
        handle -> AccountRows.closeBreak(handle, breakId, because, clock.instant()));
  }

  /** Ids of the account's open breaks, in order. */
  public List<String> openBreaks(String account) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select break_id from reconciliation_breaks
                    where account = :account and closed_at is null order by break_id\
                    """)
                .bind("account", account)
                .mapTo(String.class)
                .list());
  }

  private static void lockAll(Handle handle) {
    handle
        .createQuery("select account from accounts order by account for update")
        .mapTo(String.class)
        .list();
    AccountRows.lockFirm(handle);
  }

  private static Optional<AccountRow> find(Handle handle, String account) {
    return handle
        .createQuery("select * from accounts where account = :account")
        .bind("account", account)
        .map((row, context) -> AccountRows.account(row))
        .findOne();
  }

  private void insert(Handle handle, String account, String currency, BigDecimal cash) {
    handle
        .createUpdate(
            """
            insert into accounts (account, currency, cash_ccy, equity_peak_ccy, chain_length,
                chain_head, opened_at)
            values (:account, :currency, :cash, :cash, 0, :genesis, :now)\
            """)
        .bind("account", account)
        .bind("currency", currency)
        .bind("cash", cash)
        .bind("genesis", DecisionRecord.GENESIS)
        .bind("now", Columns.time(clock.instant()))
        .execute();
  }

  private static boolean flowIsBooked(Handle handle, String account, String flowId) {
    return handle
        .createQuery("select 1 from cash_flows where account = :account and flow_id = :flow")
        .bind("account", account)
        .bind("flow", flowId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private void bookFlow(
      Handle handle, String account, String flowId, BigDecimal amount, Instant at) {
    handle
        .createUpdate(
            """
            insert into cash_flows (account, flow_id, amount_ccy, flowed_at_market, recorded_at)
            values (:account, :flow, :amount, :at, :now)\
            """)
        .bind("account", account)
        .bind("flow", flowId)
        .bind("amount", amount)
        .bind("at", Columns.time(at))
        .bind("now", Columns.time(clock.instant()))
        .execute();
    handle
        .createUpdate(
            """
            update accounts set cash_ccy = cash_ccy + :amount,
                equity_peak_ccy = equity_peak_ccy + :amount where account = :account\
            """)
        .bind("amount", amount)
        .bind("account", account)
        .execute();
    handle
        .createUpdate(
            """
            update session_books set equity_at_open_ccy = equity_at_open_ccy + :amount
            where account = :account and session_open_at_market =
                (select max(s.session_open_at_market) from session_books s
                 where s.account = :account and s.session_open_at_market <= :at)\
            """)
        .bind("amount", amount)
        .bind("account", account)
        .bind("at", Columns.time(at))
        .execute();
  }
}
