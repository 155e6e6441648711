package dev.aurora.service.broker.paper;

import dev.aurora.service.journal.database.Columns;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How far market time has gone on for an account; rows, inside a transaction of the caller. */
final class PaperClock {

  private PaperClock() {}

  static Optional<Instant> find(Handle handle, String account) {
    return handle
        .createQuery("select now_at_market from paper_market_clocks where account = :account")
        .bind("account", account)
        .map((row, context) -> Columns.moment(row, "now_at_market"))
        .findOne();
  }

  /** Whether market time has gone beyond this moment. */
  static boolean isPast(Handle handle, String account, Instant moment) {
    return find(handle, account).map(now -> now.isAfter(moment)).orElse(false);
  }

  /** Goes on to a moment that is not past; the caller holds the account's lock. */
  static void moveTo(Handle handle, String account, Instant moment) {
    String sql =
        find(handle, account).isPresent()
            ? "update paper_market_clocks set now_at_market = :now where account = :account"
            : "insert into paper_market_clocks (account, now_at_market) values (:account, :now)";
    handle.createUpdate(sql).bind("now", Columns.time(moment)).bind("account", account).execute();
  }
}
