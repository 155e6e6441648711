package dev.aurora.service.journal.control;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.workflows.killswitch.KillLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The latches in the books. Thread-safe; an engage that has returned is durable, and every check
 * and send that starts later sees it.
 */
public final class ControlStore {

  private final Database database;

  public ControlStore(Database database) {
    this.database = database;
  }

  /** Latches, once per command id, whoever engages and however often. */
  public EngageResult engage(Latch latch) {
    Optional<StoredLatch> known = find(latch.commandId());
    if (known.isPresent()) {
      return new EngageResult.AlreadyKnown(known.get());
    }
    try {
      database.run(handle -> insert(handle, latch));
    } catch (UnableToExecuteStatementException lostRace) {
      // The unique command id decides a race; any other failure must not pass as "latched".
      return find(latch.commandId())
          .<EngageResult>map(EngageResult.AlreadyKnown::new)
          .orElseThrow(() -> lostRace);
    }
    return new EngageResult.Engaged(find(latch.commandId()).orElseThrow());
  }

  /**
   * Releases one step: a kill first re-opens for reducers, then fully; what only reduces ends at
   * once. Who may release, and that two persons agreed, is the caller's to have checked.
   *
   * @param persons the two persons
   * @param cause what had gone wrong, and that it is over
   */
  public ReleaseResult release(String commandId, String persons, String cause, Instant at) {
    return database.transaction(handle -> release(handle, commandId, persons, cause, at));
  }

  /** As {@link #release(String, String, String, Instant)}, inside a transaction of the caller. */
  public static ReleaseResult release(
      Handle handle, String commandId, String persons, String cause, Instant at) {
    Optional<StoredLatch> found = lock(handle, commandId);
    if (found.isEmpty()) {
      return new ReleaseResult.NotFound(commandId);
    }
    StoredLatch stored = found.get();
    if (!stored.inForce()) {
      return new ReleaseResult.WasReleased(stored);
    }
    boolean easing = stored.bindingLevel() != KillLevel.REDUCE_ONLY;
    update(handle, commandId, easing ? "eased_at" : "released_at", persons, cause, at);
    StoredLatch after = lock(handle, commandId).orElseThrow();
    return easing ? new ReleaseResult.Eased(after) : new ReleaseResult.Released(after);
  }

  /** Ends a condition whose cause is gone; a latch is never ended this way. */
  public ReleaseResult endCondition(String commandId, String cause, Instant at) {
    return database.transaction(handle -> endCondition(handle, commandId, cause, at));
  }

  /** As {@link #endCondition(String, String, Instant)}, inside a transaction of the caller. */
  public static ReleaseResult endCondition(
      Handle handle, String commandId, String cause, Instant at) {
    Optional<StoredLatch> found = lock(handle, commandId);
    if (found.isEmpty() || found.get().latch().kind() != Latch.Kind.CONDITION) {
      return new ReleaseResult.NotFound(commandId);
    }
    if (!found.get().inForce()) {
      return new ReleaseResult.WasReleased(found.get());
    }
    update(handle, commandId, "released_at", found.get().latch().engagedBy(), cause, at);
    return new ReleaseResult.Released(lock(handle, commandId).orElseThrow());
  }

  /**
   * Latches what a rule asks for, inside a transaction of the caller, unless the same rule holds
   * the scope at least as hard already.
   *
   * @param inForce as read in this transaction
   * @return whether it is new
   */
  public static boolean engage(Handle handle, ControlView inForce, Latch latch) {
    boolean held =
        inForce.inForce().stream()
            .anyMatch(
                stored ->
                    stored.latch().scope().equals(latch.scope())
                        && stored.latch().engagedBy().equals(latch.engagedBy())
                        && stored.bindingLevel().compareTo(latch.level()) >= 0);
    if (!held) {
      insert(handle, latch);
    }
    return !held;
  }

  /**
   * What is in force now.
   *
   * @throws ControlStateUnreadable when it can't be read; the caller must send nothing
   */
  public ControlView read() {
    try {
      return database.transaction(ControlStore::read);
    } catch (ControlStateUnreadable unreadable) {
      throw unreadable;
    } catch (RuntimeException noConnection) {
      throw new ControlStateUnreadable(noConnection);
    }
  }

  /**
   * What may be sent for these owners.
   *
   * @throws ControlStateUnreadable when it can't be read; the caller must send nothing
   */
  public ControlView.Effective effective(ControlOwners owners) {
    return read().effective(owners);
  }

  /** As {@link #read()}, inside a transaction of the caller. */
  public static ControlView read(Handle handle) {
    try {
      return new ControlView(
          handle
              .createQuery("select * from control_latches where released_at is null")
              .map((row, context) -> stored(row))
              .list());
    } catch (RuntimeException unreadable) {
      throw new ControlStateUnreadable(unreadable);
    }
  }

  /** Every latch there ever was, the newest first. */
  public List<StoredLatch> history() {
    return database.transaction(
        handle ->
            handle
                .createQuery("select * from control_latches order by engaged_at desc, command_id")
                .map((row, context) -> stored(row))
                .list());
  }

  /** Latches that have ended, the latest first. */
  public List<StoredLatch> ended(int limit) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select * from control_latches where released_at is not null
                    order by released_at desc, command_id limit :limit\
                    """)
                .bind("limit", limit)
                .map((row, context) -> stored(row))
                .list());
  }

  private Optional<StoredLatch> find(String commandId) {
    return database.transaction(handle -> find(handle, commandId));
  }

  /** One latch, in force or not, inside a transaction of the caller. */
  public static Optional<StoredLatch> find(Handle handle, String commandId) {
    return handle
        .createQuery("select * from control_latches where command_id = :id")
        .bind("id", commandId)
        .map((row, context) -> stored(row))
        .findOne();
  }

  private static Optional<StoredLatch> lock(Handle handle, String commandId) {
    return handle
        .createQuery("select * from control_latches where command_id = :id for update")
        .bind("id", commandId)
        .map((row, context) -> stored(row))
        .findOne();
  }

  private static void insert(Handle handle, Latch latch) {
    Latch.Finding finding = latch.finding();
    handle
        .createUpdate(
            """
            insert into control_latches (command_id, control_scope, kill_level, kind, source,
                engaged_by, reason, engaged_at, control, observed, limit_value, unit)
            values (:id, :scope, :level, :kind, :source, :by, :reason, :at, :control, :observed,
                :limit, :unit)\
            """)
        .bind("id", latch.commandId())
        .bind("scope", latch.scope().toString())
        .bind("level", latch.level().name())
        .bind("kind", latch.kind().name())
        .bind("source", latch.source().name())
        .bind("by", latch.engagedBy())
        .bind("reason", latch.reason())
        .bind("at", Columns.time(latch.engagedAt()))
        .bind("control", finding == null ? null : finding.control())
        .bind("observed", finding == null ? null : finding.observed())
        .bind("limit", finding == null ? null : finding.limit())
        .bind("unit", finding == null ? null : finding.unit())
        .execute();
  }

  private static void update(
      Handle handle, String commandId, String column, String persons, String cause, Instant at) {
    handle
        .createUpdate(
            """
            update control_latches set %s = :at, released_by = :persons, release_cause = :cause
            where command_id = :id\
            """
                .formatted(column))
        .bind("at", Columns.time(at))
        .bind("persons", persons)
        .bind("cause", cause)
        .bind("id", commandId)
        .execute();
  }

  private static Latch.@Nullable Finding finding(ResultSet row) throws SQLException {
    String control = row.getString("control");
    return control == null
        ? null
        : new Latch.Finding(
            control,
            row.getString("observed"),
            row.getString("limit_value"),
            row.getString("unit"));
  }

  private static StoredLatch stored(ResultSet row) throws SQLException {
    String scope = row.getString("control_scope");
    Latch latch =
        new Latch(
            row.getString("command_id"),
            ControlScope.parse(scope)
                .orElseThrow(() -> new IllegalStateException("no scope: " + scope)),
            KillLevel.valueOf(row.getString("kill_level")),
            Latch.Kind.valueOf(row.getString("kind")),
            Latch.Source.valueOf(row.getString("source")),
            row.getString("engaged_by"),
            row.getString("reason"),
            Columns.moment(row, "engaged_at"),
            finding(row));
    return new StoredLatch(
        latch,
        Columns.instant(row, "eased_at"),
        Columns.instant(row, "released_at"),
        row.getString("released_by"),
        row.getString("release_cause"));
  }
}
