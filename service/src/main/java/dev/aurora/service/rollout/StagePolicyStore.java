package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.workflows.rollout.RolloutAction;
import dev.aurora.workflows.rollout.RolloutCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The stage policy in the books: rows are added, never altered. Thread-safe; a change that has
 * returned is durable, and every starter that asks later sees it.
 */
public final class StagePolicyStore {

  private static final int RACES_MAX = 20;

  private final Database database;
  private final Clock clock;

  public StagePolicyStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What came of a command. */
  sealed interface Written {}

  /** It is this revision, now or since it was first asked for. */
  record Applied(PolicyRevision revision) implements Written {}

  /** The policy said so before. */
  record Stood(String detail) implements Written {}

  /** Nothing was changed, and why. */
  record Refused(String detail) implements Written {}

  /**
   * Adds what the command asks for; the same command id again is one change.
   *
   * @throws StagePolicyUnreadable when what stands can't be read: then nothing is added to it
   */
  Written apply(RolloutCommand command) {
    for (int race = 1; ; race++) {
      try {
        return database.transaction(handle -> apply(handle, command));
      } catch (UnableToExecuteStatementException lostRace) {
        // Another process took the revision: look again at what stands. Anything else comes again.
        if (race == RACES_MAX) {
          throw lostRace;
        }
      }
    }
  }

  /**
   * Every revision, the oldest first.
   *
   * @throws StagePolicyUnreadable when they can't be read, or are not what was written
   */
  PolicyStanding read() {
    try {
      return database.transaction(StagePolicyStore::read);
    } catch (StagePolicyUnreadable unreadable) {
      throw unreadable;
    } catch (RuntimeException storeAway) {
      throw new StagePolicyUnreadable(storeAway.toString(), storeAway);
    }
  }

  private Written apply(Handle handle, RolloutCommand command) {
    PolicyStanding standing = read(handle);
    Optional<PolicyRevision> known =
        standing.revisions().stream()
            .filter(revision -> revision.commandId().equals(command.commandId()))
            .findFirst();
    if (known.isPresent()) {
      return new Applied(known.orElseThrow());
    }
    return switch (PolicyChange.of(command, standing)) {
      case PolicyChange.Stands stands -> new Stood(stands.detail());
      case PolicyChange.Refused refused -> new Refused(refused.detail());
      case PolicyChange.To to -> {
        PolicyRevision revision = revision(command, to, standing);
        insert(handle, revision);
        yield new Applied(revision);
      }
    };
  }

  private PolicyRevision revision(
      RolloutCommand command, PolicyChange.To to, PolicyStanding standing) {
    return new PolicyRevision(
        standing.revision() + 1,
        command.commandId(),
        command.action(),
        command.account(),
        command.strategy(),
        to.stage(),
        to.rampPercent(),
        to.rollback(),
        command.by(),
        command.reason(),
        command.source(),
        Columns.micros(clock.instant()),
        standing.revisions().isEmpty()
            ? PolicyRevision.GENESIS
            : standing.revisions().getLast().hash());
  }

  private static PolicyStanding read(Handle handle) {
    List<Row> rows =
        handle
            .createQuery("select * from stage_policy order by revision")
            .map((row, context) -> row(row))
            .list();
    String previous = PolicyRevision.GENESIS;
    long number = 0;
    for (Row row : rows) {
      number++;
      if (row.revision().revision() != number
          || !row.revision().previousHash().equals(previous)
          || !row.hash().equals(row.revision().hash())) {
        throw new StagePolicyUnreadable(
            "revision " + row.revision().revision() + " is not as it was written", null);
      }
      previous = row.hash();
    }
    return new PolicyStanding(rows.stream().map(Row::revision).toList());
  }

  private record Row(PolicyRevision revision, String hash) {}

  private static Row row(ResultSet row) throws SQLException {
    String stage = row.getString("stage");
    try {
      return new Row(
          new PolicyRevision(
              row.getLong("revision"),
              row.getString("command_id"),
              RolloutAction.valueOf(row.getString("action")),
              row.getString("scope_account"),
              row.getString("scope_strategy"),
              Stage.ofWord(stage)
                  .orElseThrow(() -> new IllegalArgumentException("no stage: " + stage)),
              row.getInt("ramp_percent"),
              row.getBoolean("rollback_on"),
              row.getString("decided_by"),
              row.getString("reason"),
              row.getString("source"),
              Columns.moment(row, "decided_at"),
              row.getString("previous_hash")),
          row.getString("record_hash"));
    } catch (IllegalArgumentException nonsense) {
      throw new StagePolicyUnreadable(String.valueOf(nonsense.getMessage()), nonsense);
    }
  }

  private static void insert(Handle handle, PolicyRevision revision) {
    handle
        .createUpdate(
            """
            insert into stage_policy (revision, command_id, action, scope_account, scope_strategy,
                stage, ramp_percent, rollback_on, decided_by, reason, source, decided_at,
                previous_hash, record_hash)
            values (:revision, :command, :action, :account, :strategy, :stage, :percent, :rollback,
                :by, :reason, :source, :at, :previous, :hash)\
            """)
        .bind("revision", revision.revision())
        .bind("command", revision.commandId())
        .bind("action", revision.action().name())
        .bind("account", revision.account())
        .bind("strategy", revision.strategy())
        .bind("stage", revision.stage().word())
        .bind("percent", revision.rampPercent())
        .bind("rollback", revision.rollback())
        .bind("by", revision.by())
        .bind("reason", revision.reason())
        .bind("source", revision.source())
        .bind("at", Columns.time(revision.at()))
        .bind("previous", revision.previousHash())
        .bind("hash", revision.hash())
        .execute();
  }
}
