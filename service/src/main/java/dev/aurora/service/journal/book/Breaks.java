package dev.aurora.service.journal.book;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The differences that stand between books and broker. While one is open, openers of its account
 * are denied. Thread-safe.
 */
public final class Breaks {

  private final Database database;
  private final Clock clock;

  public Breaks(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A break.
   *
   * @param symbol null for one of the whole account
   * @param openedAt wall time
   * @param closedAt wall time; null while it is open
   * @param closedBecause null while it is open
   */
  public record Break(
      String id,
      String account,
      @Nullable String symbol,
      String kind,
      String detail,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String closedBecause) {}

  /** Those that are open, the oldest first. */
  public List<Break> open() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from reconciliation_breaks where closed_at is null
                    order by opened_at, break_id\
                    """)
                .map((row, context) -> read(row))
                .list());
  }

  /** Every break that there was, the newest first, at most {@code limit}. */
  public List<Break> history(int limit) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from reconciliation_breaks order by opened_at desc, break_id
                    limit :limit\
                    """)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
  }

  /**
   * A person closes a break. What still differs opens it again with the next comparison.
   *
   * @return false when none of this id is open
   */
  public boolean close(String id, String by, String cause) {
    return database.transaction(
        handle -> AccountRows.closeBreak(handle, id, "by " + by + ": " + cause, clock.instant()));
  }

  private static Break read(ResultSet row) throws SQLException {
    return new Break(
        row.getString("break_id"),
        row.getString("account"),
        row.getString("symbol"),
        row.getString("kind"),
        row.getString("detail"),
        Columns.moment(row, "opened_at"),
        Columns.instant(row, "closed_at"),
        row.getString("closed_because"));
  }
}
