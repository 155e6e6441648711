package dev.aurora.service.journal.database;

import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Tells an outage of the database from a mistake in a statement, in both databases' own codes. */
final class DatabaseFailures {

  private static final Set<Integer> H2_GONE =
      Set.of(
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2);
  private static final Set<Integer> H2_BUSY =
      Set.of(ErrorCode.LOCK_TIMEOUT_1, ErrorCode.DEADLOCK_1, ErrorCode.CONCURRENT_UPDATE_1);

  /** Lock not got in time, deadlock, serialisation, statement cancelled. */
  private static final Set<String> POSTGRES_BUSY = Set.of("55P03", "40P01", "40001", "57014");

  private DatabaseFailures() {}

  /** Why a database could not be opened. */
  static DatabaseUnavailable atOpening(DatabaseUrl url, Throwable failed) {
    SQLException cause = sqlCause(failed);
    if (cause != null && url.isH2File()) {
      return ofFile(url, cause.getErrorCode(), failed);
    }
    if (cause != null && cause.getSQLState() != null) {
      return ofServer(url, cause.getSQLState(), failed);
    }
    return unreachable(url, failed);
  }

  private static DatabaseUnavailable ofFile(DatabaseUrl url, int code, Throwable failed) {
    return switch (code) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          new DatabaseUnavailable(
              Reason.IN_USE,
              "the database file is open in another process: stop it, or speak to its service: "
                  + url.jdbcUrl(),
              failed);
      case ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.FILE_VERSION_ERROR_1,
          ErrorCode.FILE_ENCRYPTION_ERROR_1,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2,
          ErrorCode.GENERAL_ERROR_1 ->
          new DatabaseUnavailable(
              Reason.UNREADABLE,
              "the database file can't be read (keep it, restore a backup): " + url.jdbcUrl(),
              failed);
      case ErrorCode.WRONG_USER_OR_PASSWORD -> loginRefused(url, failed);
      default -> unreachable(url, failed);
    };
  }

  private static DatabaseUnavailable ofServer(DatabaseUrl url, String state, Throwable failed) {
    return switch (state) {
      case PostgresSession.NOT_DURABLE ->
          new DatabaseUnavailable(
              Reason.NOT_DURABLE,
              "a crash of this database server could lose committed orders: "
                  + said(failed)
                  + ": "
                  + url.jdbcUrl(),
              failed);
      case PostgresSession.NOT_SORTED_ALIKE ->
          new DatabaseUnavailable(
              Reason.SORTED_OTHERWISE,
              "this database would sort accounts otherwise than Aurora locks them: "
                  + said(failed)
                  + ": "
                  + url.jdbcUrl(),
              failed);
      case "28P01", "28000" -> loginRefused(url, failed);
      case "3D000" ->
          new DatabaseUnavailable(
              Reason.UNREACHABLE, "there is no such database: " + url.jdbcUrl(), failed);
      default -> unreachable(url, failed);
    };
  }

  /** The outage behind a failed transaction; empty when the statement itself was at fault. */
  static Optional<DatabaseUnavailable> whileRunning(DatabaseUrl url, RuntimeException failed) {
    SQLException cause = sqlCause(failed);
    if (cause == null) {
      return Optional.empty();
    }
    if (isBusy(cause)) {
      return Optional.of(
          new DatabaseUnavailable(
              Reason.BUSY,
              "another transaction held what this one needed for too long: "
                  + url.jdbcUrl()
                  + ": "
                  + said(failed),
              failed));
    }
    return isGone(cause) ? Optional.of(unreachable(url, failed)) : Optional.empty();
  }

  private static boolean isBusy(SQLException cause) {
    return POSTGRES_BUSY.contains(state(cause)) || H2_BUSY.contains(cause.getErrorCode());
  }

  private static boolean isGone(SQLException cause) {
    String state = state(cause);
    return cause instanceof SQLTransientConnectionException
        || cause instanceof SQLRecoverableException
        || cause instanceof SQLNonTransientConnectionException
        // Connection lost; server going down or coming up; out of disk, memory or connections;
        // a standby, or a session that the server ended.
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.startsWith("58")
        || state.equals("25006")
        || state.equals("25P03")
        || H2_GONE.contains(cause.getErrorCode());
  }

  private static DatabaseUnavailable loginRefused(DatabaseUrl url, Throwable failed) {
    return new DatabaseUnavailable(
        Reason.LOGIN_REFUSED, "wrong database user or password: " + url.jdbcUrl(), failed);
  }

  private static DatabaseUnavailable unreachable(DatabaseUrl url, Throwable failed) {
    return new DatabaseUnavailable(
        Reason.UNREACHABLE,
        "the database does not answer: " + url.jdbcUrl() + ": " + said(failed),
        failed);
  }

  /** What the database said, on one line. */
  private static String said(Throwable failed) {
    SQLException cause = sqlCause(failed);
    String text = String.valueOf((cause == null ? failed : cause).getMessage());
    return DatabaseUrl.withoutSecrets(text.lines().findFirst().orElse(""));
  }

  private static String state(SQLException cause) {
    return cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** The innermost: a pool wraps what the driver said, in words of its own. */
  private static @Nullable SQLException sqlCause(Throwable failed) {
    SQLException innermost = null;
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof SQLException found) {
        innermost = found;
      }
    }
    return innermost;
  }
}
