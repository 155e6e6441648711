package dev.aurora.service.journal.database;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/**
 * What each connection to PostgreSQL is held to. A commit is on disk before it returns, whatever
 * the server's default; a server that does not write to disk, or a database that sorts text in
 * another order than Java does (then locks would be taken in two orders), gives no connection at
 * all. No statement waits for ever for a server that is gone, and no server keeps the locks of a
 * client that is gone.
 */
final class PostgresSession {

  /** SQL states of our own, raised by {@link #ON_CONNECT}. */
  static final String NOT_DURABLE = "AU001";

  static final String NOT_SORTED_ALIKE = "AU002";

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Longer than the longest wait for a lock, which is no sign of a dead server. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** For a connection of the pool; a caller gets {@link DatabaseUnavailable} afterwards. */
  private static final Duration BORROW = Duration.ofSeconds(10);

  private static final Duration STILL_ALIVE = Duration.ofSeconds(3);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final int IDLE_MIN = 2;

  /** Rows at a time: an audit reads a chain of any length. */
  private static final int FETCH = 1000;

  private static final String ON_CONNECT =
      """
      do $$
      begin
        if current_setting('fsync') <> 'on' or current_setting('full_page_writes') <> 'on' then
          raise exception 'the server has fsync=%% and full_page_writes=%%',
              current_setting('fsync'), current_setting('full_page_writes')
              using errcode = 'AU001';
        end if;
        if current_setting('server_encoding') <> 'UTF8'
            or not ('B'::text < 'a'::text and 'a-c'::text < 'ab'::text) then
          raise exception 'the database has encoding %% and does not sort by code point',
              current_setting('server_encoding') using errcode = 'AU002';
        end if;
        if current_setting('synchronous_commit') <> 'remote_apply' then
          set session synchronous_commit = on;
        end if;
      end $$;
      set session lock_timeout = %d;
      set session idle_in_transaction_session_timeout = 60000;
      set session tcp_keepalives_idle = 10;
      set session tcp_keepalives_interval = 5;
      set session tcp_keepalives_count = 3\
      """
          .formatted(DatabaseUrl.LOCK_TIMEOUT_MILLIS);

  private PostgresSession() {}

  static void configure(HikariConfig config) {
    config.setConnectionInitSql(ON_CONNECT);
    config.setConnectionTimeout(BORROW.toMillis());
    config.setValidationTimeout(STILL_ALIVE.toMillis());
    config.setKeepaliveTime(KEEP_ALIVE.toMillis());
    config.setMinimumIdle(IDLE_MIN);
    // Checks and fills are serialised by row locks; each statement has to see what was committed
    // while it waited for them.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
    config.addDataSourceProperty("loginTimeout", Long.toString(CONNECT.toSeconds()));
    config.addDataSourceProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("targetServerType", "primary");
    config.addDataSourceProperty("defaultRowFetchSize", Integer.toString(FETCH));
    config.addDataSourceProperty("ApplicationName", "aurora");
    // Its messages may repeat values of rows; they go into logs.
    config.addDataSourceProperty("logServerErrorDetail", "false");
  }
}
