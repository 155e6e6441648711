package dev.aurora.service.journal.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
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

  private final DatabaseUrl url;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final TransactionObserver observer;

  private Database(DatabaseUrl url, HikariDataSource pool, TransactionObserver observer) {
    this.url = url;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.observer = observer;
  }

  /** Opens the shipped, embedded default. */
  public static Database open(DatabaseUrl url, String migrations) {
    return open(url, DatabaseLogin.EMBEDDED, migrations);
  }

  /**
   * Opens and migrates.
   *
   * @param migrations one of the constants of this class
   * @throws DatabaseUnavailable with the reason; nothing stays open
   */
  public static Database open(DatabaseUrl url, DatabaseLogin login, String migrations) {
    HikariDataSource pool = connect(url, login);
    try {
      migrate(pool, url, migrations);
    } catch (RuntimeException failed) {
      pool.close();
      throw failed;
    }
    return new Database(url, pool, TransactionObserver.NONE);
  }

  /** The same database, which tells of each commit; close only one of the two. */
  public Database observedBy(TransactionObserver other) {
    return new Database(url, pool, other);
  }

  /**
   * Runs the work in one transaction: all of it is durable when this returns, or none of it when it
   * throws. The one doubt, a commit whose answer was lost, is told as an outage.
   *
   * @throws DatabaseUnavailable when the database is gone or busy; calling again repeats nothing
   */
  public <T extends @Nullable Object> T transaction(Function<Handle, T> work) {
    try {
      T result =
          jdbi.inTransaction(
              handle -> {
                T done = work.apply(handle);
                observer.beforeCommit(handle);
                return done;
              });
      observer.afterCommit();
      return result;
    } catch (JdbiException failed) {
      throw told(failed);
    }
  }

  /**
   * Runs the work in one transaction and takes back whatever it wrote.
   *
   * @throws DatabaseUnavailable when the database is gone or busy
   */
  public <T extends @Nullable Object> T preview(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(
          handle -> {
            T result = work.apply(handle);
            handle.rollback();
            return result;
          });
    } catch (JdbiException failed) {
      throw told(failed);
    }
  }

  /** As {@link #transaction}, for work without a result. */
  public void run(Consumer<Handle> work) {
    this.<@Nullable Object>transaction(
        handle -> {
          work.accept(handle);
          return null;
        });
  }

  /** Where it is, without secrets. */
  public DatabaseUrl url() {
    return url;
  }

  private RuntimeException told(JdbiException failed) {
    return DatabaseFailures.whileRunning(url, failed)
        .map(RuntimeException.class::cast)
        .orElse(failed);
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariDataSource connect(DatabaseUrl url, DatabaseLogin login) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(url.isH2File() ? "h2" : "sql");
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
    if (url.isPostgres()) {
      PostgresSession.configure(config);
    }
    try {
      config.setJdbcUrl(url.jdbcUrl());
      return new HikariDataSource(config);
    } catch (PoolInitializationException failed) {
      throw DatabaseFailures.atOpening(url, failed);
    } catch (RuntimeException noDriver) {
      throw new DatabaseUnavailable(
          Reason.UNREACHABLE, "no driver for the database URL " + url.jdbcUrl(), noDriver);
    }
  }

  private static void migrate(HikariDataSource pool, DatabaseUrl url, String migrations) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(pool)
            .locations(migrations)
            .failOnMissingLocations(true)
            .load();
    try {
      refuseOtherTables(pool, url, migrations);
      refuseNewer(flyway, url);
      flyway.migrate();
    } catch (FlywayException failed) {
      throw new DatabaseUnavailable(
          Reason.MIGRATION_FAILED,
          "the schema can't be brought up to date: " + url.jdbcUrl() + ": " + failed.getMessage(),
          failed);
    }
  }

  /** The ledger is a second record of what happened: it must not share the fate of the books. */
  private static void refuseOtherTables(HikariDataSource pool, DatabaseUrl url, String migrations) {
    String foreign = migrations.equals(PAPER_MIGRATIONS) ? "decision_records" : "paper_orders";
    boolean found =
        Jdbi.create(pool)
            .withHandle(
                handle ->
                    handle
                            .createQuery(
                                """
                                select count(*) from information_schema.tables
                                where lower(table_name) = :foreign\
                                """)
                            .bind("foreign", foreign)
                            .mapTo(Long.class)
                            .one()
                        > 0);
    if (found) {
      throw new DatabaseUnavailable(
          Reason.OTHER_TABLES,
          "books and paper ledger need a database each, and this one has the other: "
              + url.jdbcUrl(),
          null);
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
