package dev.aurora.service.journal.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * An open, migrated database with a pool of connections. Thread-safe. A commit that has returned
 * survives the death of this process; see {@link DatabaseUrl}.
 */
public final class Database implements AutoCloseable {

  /** Where the tables of the books are described. */
  public static final String JOURNAL_MIGRATIONS = "classpath:db/journal";

  /** Where the tables of the paper broker's ledger are described. */
  public static final String PAPER_MIGRATIONS = "classpath:db/paper";

  private static final int CONNECTIONS_MAX = 10;
  private static final long CONNECT_TIMEOUT_MILLIS = 30_000;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final TransactionObserver observer;

  private Database(HikariDataSource pool, TransactionObserver observer) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.observer = observer;
  }

  /** Opens as the user {@code aurora} without a password: the shipped, embedded default. */
  public static Database open(DatabaseUrl url, String migrations) {
    return open(url, "aurora", "", migrations);
  }

  /**
   * Opens and migrates.
   *
   * @param migrations one of the constants of this class
   * @throws DatabaseUnavailable with the reason; nothing stays open
   */
  public static Database open(DatabaseUrl url, String user, String password, String migrations) {
    HikariDataSource pool = connect(url, user, password);
    try {
      migrate(pool, url, migrations);
    } catch (RuntimeException failed) {
      pool.close();
      throw failed;
    }
    return new Database(pool, TransactionObserver.NONE);
  }

  /** The same database, which tells of each commit; close only one of the two. */
  public Database observedBy(TransactionObserver other) {
    return new Database(pool, other);
  }

  /**
   * Runs the work in one transaction: all of it is durable when this returns, or none of it when it
   * throws.
   */
  public <T extends @Nullable Object> T transaction(Function<Handle, T> work) {
    T result =
        jdbi.inTransaction(
            handle -> {
              T done = work.apply(handle);
              observer.beforeCommit(handle);
              return done;
            });
    observer.afterCommit();
    return result;
  }

  /** As {@link #transaction}, for work without a result. */
  public void run(Consumer<Handle> work) {
    this.<@Nullable Object>transaction(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariDataSource connect(DatabaseUrl url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(url.isH2File() ? "h2" : "sql");
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    try {
      config.setJdbcUrl(url.jdbcUrl());
      return new HikariDataSource(config);
    } catch (PoolInitializationException failed) {
      throw unavailable(url, failed);
    } catch (RuntimeException noDriver) {
      throw new DatabaseUnavailable(
          Reason.UNREACHABLE, "no driver for the database URL " + url.jdbcUrl(), noDriver);
    }
  }

  private static DatabaseUnavailable unavailable(DatabaseUrl url, Throwable failed) {
    SQLException cause = sqlCause(failed);
    int code = cause == null || !url.isH2File() ? 0 : cause.getErrorCode();
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
      case ErrorCode.WRONG_USER_OR_PASSWORD ->
          new DatabaseUnavailable(
              Reason.LOGIN_REFUSED, "wrong database user or password: " + url.jdbcUrl(), failed);
      default ->
          new DatabaseUnavailable(
              Reason.UNREACHABLE,
              "the database does not answer: " + url.jdbcUrl() + ": " + failed.getMessage(),
              failed);
    };
  }

  private static @Nullable SQLException sqlCause(Throwable failed) {
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  private static void migrate(HikariDataSource pool, DatabaseUrl url, String migrations) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(pool)
            .locations(migrations)
            .failOnMissingLocations(true)
            .load();
    try {
      refuseNewer(flyway, url);
      flyway.migrate();
    } catch (FlywayException failed) {
      throw new DatabaseUnavailable(
          Reason.MIGRATION_FAILED,
          "the schema can't be brought up to date: " + url.jdbcUrl() + ": " + failed.getMessage(),
          failed);
    }
  }

  /** Flyway goes on silently when the file knows migrations that this build does not. */
  private static void refuseNewer(Flyway flyway, DatabaseUrl url) {
    Arrays.stream(flyway.info().all())
        .filter(Database::isFromTheFuture)
        .findFirst()
        .ifPresent(
            newer -> {
              throw new DatabaseUnavailable(
                  Reason.NEWER_SCHEMA,
                  "the database has schema %s (%s), which a newer Aurora wrote: use that one: %s"
                      .formatted(newer.getVersion(), newer.getDescription(), url.jdbcUrl()),
                  null);
            });
  }

  private static boolean isFromTheFuture(MigrationInfo migration) {
    return migration.getState() == MigrationState.FUTURE_SUCCESS
        || migration.getState() == MigrationState.FUTURE_FAILED;
  }
}
