package dev.aurora.service.build;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The record in the books of which build new executions take, and who had it so: rows are added,
 * never altered. Thread-safe; a row that was added is durable.
 */
public final class BuildLog {

  private static final int RACES_MAX = 20;
  private static final int TEXT_MAX = 1000;

  private final Database database;
  private final Clock clock;

  public BuildLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is to be added.
   *
   * @param build null = whatever ramps
   */
  record Entry(
      String commandId,
      BuildChange.Phase phase,
      BuildChange.Action action,
      @Nullable String build,
      int percent,
      String detail,
      String by,
      String reason,
      String source) {

    Entry {
      // A text of somebody else's length must not keep the row out of the books.
      detail = cut(detail);
      reason = cut(reason);
    }

    Entry as(BuildChange.Phase after, String its) {
      return new Entry(commandId, after, action, build, percent, its, by, reason, source);
    }

    private static String cut(String text) {
      return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
  }

  /** Adds a row with what the server routes by; the same command and phase again is one row. */
  BuildChange add(Entry entry, Routing routing) {
    for (int race = 1; ; race++) {
      try {
        return database.transaction(handle -> add(handle, entry, routing));
      } catch (UnableToExecuteStatementException lostRace) {
        // Another process took the revision: look again at what stands. Anything else comes again.
        if (race == RACES_MAX) {
          throw lostRace;
        }
      }
    }
  }

  /**
   * Every row, the oldest first.
   *
   * @throws IllegalStateException when they are not what was written
   */
  public List<BuildChange> all() {
    return database.transaction(BuildLog::all);
  }

  private BuildChange add(Handle handle, Entry entry, Routing routing) {
    List<BuildChange> before = all(handle);
    Optional<BuildChange> known =
        before.stream()
            .filter(row -> row.commandId().equals(entry.commandId()))
            .filter(row -> row.phase() == entry.phase())
            .findFirst();
    if (known.isPresent()) {
      return known.orElseThrow();
    }
    BuildChange row =
        new BuildChange(
            before.size() + 1,
            entry.commandId(),
            entry.phase(),
            entry.action(),
            entry.build(),
            entry.percent(),
            routing.current(),
            routing.ramping(),
            entry.detail(),
            entry.by(),
            entry.reason(),
            entry.source(),
            Columns.micros(clock.instant()),
            before.isEmpty() ? BuildChange.GENESIS : before.getLast().hash());
    insert(handle, row);
    return row;
  }

  private static List<BuildChange> all(Handle handle) {
    List<Row> rows =
        handle
            .createQuery("select * from build_changes order by revision")
            .map((row, context) -> row(row))
            .list();
    String previous = BuildChange.GENESIS;
    for (Row row : rows) {
      if (!row.change().previousHash().equals(previous)
          || !row.hash().equals(row.change().hash())) {
        throw new IllegalStateException(
            "row " + row.change().revision() + " of build_changes is not as it was written");
      }
      previous = row.hash();
    }
    return rows.stream().map(Row::change).toList();
  }

  private record Row(BuildChange change, String hash) {}

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new BuildChange(
            row.getLong("revision"),
            row.getString("command_id"),
            BuildChange.Phase.valueOf(row.getString("phase")),
            BuildChange.Action.valueOf(row.getString("action")),
            row.getString("build_id"),
            row.getInt("ramp_percent"),
            row.getString("current_build"),
            row.getString("ramping_build"),
            row.getString("detail"),
            row.getString("decided_by"),
            row.getString("reason"),
            row.getString("source"),
            Objects.requireNonNull(Columns.moment(row, "decided_at")),
            row.getString("previous_hash")),
        row.getString("record_hash"));
  }

  private static void insert(Handle handle, BuildChange row) {
    handle
        .createUpdate(
            """
            insert into build_changes (revision, command_id, phase, action, build_id, ramp_percent,
                current_build, ramping_build, detail, decided_by, reason, source, decided_at,
                previous_hash, record_hash)
            values (:revision, :command, :phase, :action, :build, :percent, :current, :ramping,
                :detail, :by, :reason, :source, :at, :previous, :hash)\
            """)
        .bind("revision", row.revision())
        .bind("command", row.commandId())
        .bind("phase", row.phase().name())
        .bind("action", row.action().name())
        .bind("build", row.build())
        .bind("percent", row.percent())
        .bind("current", row.current())
        .bind("ramping", row.ramping())
        .bind("detail", row.detail())
        .bind("by", row.by())
        .bind("reason", row.reason())
        .bind("source", row.source())
        .bind("at", Columns.time(row.at()))
        .bind("previous", row.previousHash())
        .bind("hash", row.hash())
        .execute();
  }
}
