package dev.aurora.service.journal.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** Looks at a database as a service would find it; changes nothing, and gives up in seconds. */
public final class DatabaseProbe {

  private static final String SETTINGS =
      """
      select name, setting from pg_settings
      where name in ('fsync', 'full_page_writes', 'server_version', 'synchronous_commit')\
      """;

  private DatabaseProbe() {}

  /**
   * What was found.
   *
   * @param kind which database it is
   * @param durability what decides whether a commit survives a crash, by name
   */
  public record Found(String kind, SortedMap<String, String> durability) {}

  /**
   * Asks a server with a connection of its own. A file is not opened: it has one owner.
   *
   * @throws DatabaseUnavailable with the reason for which a service would not start
   */
  public static Found look(DatabaseUrl url, DatabaseLogin login) {
    if (!url.isPostgres()) {
      // The URL itself carries it, see DatabaseUrl.
      return new Found("H2 file", new TreeMap<>(java.util.Map.of("WRITE_DELAY", "0")));
    }
    try (Connection connection =
            DriverManager.getConnection(url.jdbcUrl(), PostgresSession.brief(login));
        Statement statement = connection.createStatement()) {
      statement.execute(PostgresSession.ON_CONNECT);
      SortedMap<String, String> settings = new TreeMap<>();
      try (ResultSet rows = statement.executeQuery(SETTINGS)) {
        while (rows.next()) {
          settings.put(rows.getString(1), rows.getString(2));
        }
      }
      return new Found("PostgreSQL " + settings.remove("server_version"), settings);
    } catch (SQLException failed) {
      throw DatabaseFailures.atOpening(url, failed);
    }
  }
}
