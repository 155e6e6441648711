package dev.aurora.service.crash;

import dev.aurora.service.crash.CrashPoint.Phase;
import dev.aurora.service.journal.database.TransactionObserver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** Passes a point on both sides of every commit of a transaction that has written something. */
final class CommitWatch implements TransactionObserver {

  private final CrashSwitch crash;
  private final ThreadLocal<Boolean> wrote = ThreadLocal.withInitial(() -> false);

  CommitWatch(CrashSwitch crash) {
    this.crash = crash;
  }

  @Override
  public void beforeCommit(Handle handle) {
    wrote.set(hasWritten(handle.getConnection()));
    if (wrote.get()) {
      crash.passing(CrashSwitch.caller(), Phase.BEFORE_COMMIT);
    }
  }

  @Override
  public void afterCommit() {
    if (wrote.get()) {
      crash.passing(CrashSwitch.caller(), Phase.AFTER_COMMIT);
    }
  }

  /** Both databases give a transaction its number when it writes for the first time. */
  private static boolean hasWritten(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                connection.getMetaData().getDatabaseProductName().equals("H2")
                    ? "select transaction_id()"
                    : "select pg_current_xact_id_if_assigned()::text")) {
      return row.next() && row.getString(1) != null;
    } catch (SQLException e) {
      throw new IllegalStateException("can't see whether the transaction has written", e);
    }
  }
}
