package dev.aurora.service.journal.book;

import dev.aurora.service.journal.account.Windows;
import dev.aurora.service.journal.database.Columns;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts exits that lost money, per strategy. An exit is an order whose fills closed something; it
 * lost when what they realised does not cover their fees. The count looks back from the newest
 * losing exit, and holds for the lock's length after it, so that a strategy stays locked for the
 * whole lock even when the oldest loss leaves the window meanwhile.
 */
final class LosingExits {

  private final Windows windows;

  LosingExits(Windows windows) {
    this.windows = windows;
  }

  private record Exit(String strategy, Instant at) {}

  Map<String, Long> read(BookReader reader) {
    Instant now = reader.now();
    List<Exit> losing =
        reader
            .query(
                """
                select strategy, max(filled_at_market) as exited_at from fills
                where account = :account and closed_units > 0 and strategy is not null
                    and filled_at_market > :since and filled_at_market <= :now
                group by strategy, client_order_id
                having sum(realised_pnl_ccy - fees_ccy) < 0\
                """)
            .bind(
                "since",
                Columns.time(now.minus(windows.losingExits()).minus(windows.lossStreakLock())))
            .map(
                (row, context) ->
                    new Exit(row.getString("strategy"), Columns.moment(row, "exited_at")))
            .list();
    Map<String, Instant> newest = new TreeMap<>();
    losing.forEach(exit -> newest.merge(exit.strategy(), exit.at(), LosingExits::later));
    newest.values().removeIf(at -> !at.isAfter(now.minus(windows.lossStreakLock())));

    Map<String, Long> counts = new HashMap<>();
    for (Exit exit : losing) {
      Instant last = newest.get(exit.strategy());
      if (last != null && exit.at().isAfter(last.minus(windows.losingExits()))) {
        counts.merge(exit.strategy(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
