package dev.aurora.service.journal.action;

import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The accounts' market clocks. Durable when a method returns; no clock ever goes back. */
public final class MarketClocks {

  private final Database database;
  private final Clock clock;

  /**
   * @param clock wall time
   */
  public MarketClocks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  public Optional<MarketClock> find(String account) {
    return database.transaction(handle -> find(handle, account));
  }

  static Optional<MarketClock> find(Handle handle, String account) {
    return handle
        .createQuery("select * from market_clocks where account = :account")
        .bind("account", account)
        .map(
            (row, context) ->
                new MarketClock(
                    row.getObject("began_on", LocalDate.class),
                    row.getObject("rolled_to", LocalDate.class),
                    row.getObject("rolling_to", LocalDate.class)))
        .findOne();
  }

  /** Accounts whose roll was begun and not ended, in order. */
  public List<String> underWay() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    "select account from market_clocks where rolling_to > rolled_to"
                        + " order by account")
                .mapTo(String.class)
                .list());
  }

  /** The newest market time at which the account's books changed; null when they never did. */
  public @Nullable Instant newest(String account) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select max(at_market) as at_market from (
                        select max(checked_at_market) as at_market from orders
                        where account = :account
                        union all select max(filled_at_market) from fills
                        where account = :account) as newest\
                    """)
                .bind("account", account)
                .map((row, context) -> Columns.instant(row, "at_market"))
                .one());
  }

  /** Starts the account's clock at a session, unless it runs. */
  public MarketClock begin(String account, LocalDate at) {
    return database.transaction(
        handle -> {
          AccountRows.lock(handle, account);
          return find(handle, account).orElseGet(() -> insert(handle, account, at));
        });
  }

  private MarketClock insert(Handle handle, String account, LocalDate at) {
    handle
        .createUpdate(
            """
            insert into market_clocks (account, began_on, rolled_to, rolling_to, recorded_at)
            values (:account, :at, :at, :at, :now)\
            """)
        .bind("account", account)
        .bind("at", at)
        .bind("now", Columns.time(clock.instant()))
        .execute();
    return new MarketClock(at, at, at);
  }

  /** Notes that a roll to this session is under way, so that a start goes on with it. */
  public void rolling(String account, LocalDate to) {
    move(account, "rolling_to = :to", to, "rolling_to < :to");
  }

  /** Books and broker stand at this session. */
  public void rolled(String account, LocalDate to) {
    move(account, "rolled_to = :to", to, "rolled_to < :to and rolling_to >= :to");
  }

  private void move(String account, String change, LocalDate to, String condition) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    "update market_clocks set %s, recorded_at = :now where account = :account and %s"
                        .formatted(change, condition))
                .bind("to", to)
                .bind("now", Columns.time(clock.instant()))
                .bind("account", account)
                .execute());
  }
}
