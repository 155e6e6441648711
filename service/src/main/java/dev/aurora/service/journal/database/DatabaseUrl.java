package dev.aurora.service.journal.database;

import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL whose commits survive a SIGKILL of this process. It holds no secret: one that does is
 * refused, so that it may stand in any log.
 *
 * <p>H2 keeps committed rows in memory for up to half a second at its default {@code WRITE_DELAY};
 * a kill in that time loses them. Every H2 URL therefore carries {@code WRITE_DELAY=0}, and one
 * that asks for another delay, or for memory only, is refused. What PostgreSQL must promise is
 * asked on each connection, by {@link PostgresSession}.
 *
 * @param jdbcUrl as handed to the driver
 */
public record DatabaseUrl(String jdbcUrl) {

  private static final String H2 = "jdbc:h2:";
  private static final Pattern WRITE_DELAY = Pattern.compile(";WRITE_DELAY=([^;]*)");

  private static final Pattern SECRET =
      Pattern.compile("(?i)\\b((?:ssl)?password|pwd|pass)=[^&;]*|//[^/@]*@");

  /** Waiting for an account's lock is normal while a large basket is checked. */
  static final int LOCK_TIMEOUT_MILLIS = 20_000;

  public DatabaseUrl {
    if (SECRET.matcher(jdbcUrl).find()) {
      throw refused(
          "a password does not belong into a database URL, which is shown in status and logs: "
              + withoutSecrets(jdbcUrl));
    }
    if (!jdbcUrl.startsWith("jdbc:")) {
      throw refused("a database URL starts with jdbc:, this one does not: " + jdbcUrl);
    }
    if (jdbcUrl.startsWith(H2)) {
      jdbcUrl = durableH2(jdbcUrl);
    } else if (jdbcUrl.startsWith(PostgresUrl.PREFIX)) {
      PostgresUrl.parse(jdbcUrl);
    }
  }

  /** The configured URL, or when there is none the H2 file {@code name} in the data directory. */
  public static DatabaseUrl of(@Nullable String configured, Path dataDirectory, String name) {
    if (configured != null && !configured.isBlank()) {
      return new DatabaseUrl(configured.strip());
    }
    return file(dataDirectory, name);
  }

  /** The H2 file {@code <directory>/<name>.mv.db}. */
  public static DatabaseUrl file(Path directory, String name) {
    String path = directory.toAbsolutePath().normalize().resolve(name).toString();
    if (path.indexOf(';') >= 0) {
      throw refused("an H2 file can't live on a path with a semicolon: " + path);
    }
    return new DatabaseUrl(H2 + "file:" + path);
  }

  /** Whether this is an embedded H2 file, which one process owns at a time. */
  public boolean isH2File() {
    return jdbcUrl.startsWith(H2);
  }

  /** Whether this is a PostgreSQL server, which several processes share. */
  public boolean isPostgres() {
    return jdbcUrl.startsWith(PostgresUrl.PREFIX);
  }

  /** Whether both name one database, however they ask for it to be opened. */
  public boolean isSameDatabaseAs(DatabaseUrl other) {
    return place().equals(other.place());
  }

  private String place() {
    return isPostgres() ? PostgresUrl.parse(jdbcUrl).place() : jdbcUrl.replaceFirst(";.*", "");
  }

  /** The text with stars where it might hold a secret. */
  static String withoutSecrets(String text) {
    return SECRET
        .matcher(text)
        .replaceAll(found -> found.group(1) == null ? "//***@" : found.group(1) + "=***");
  }

  private static String durableH2(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    if (upper.startsWith("JDBC:H2:MEM:")) {
      throw refused("an H2 database in memory forgets every order when the process ends: " + url);
    }
    Matcher delay = WRITE_DELAY.matcher(upper);
    if (delay.find()) {
      if (!delay.group(1).equals("0")) {
        throw refused("WRITE_DELAY must be 0, or a kill loses committed orders: " + url);
      }
    } else {
      url += ";WRITE_DELAY=0";
    }
    if (!upper.contains(";LOCK_TIMEOUT=")) {
      url += ";LOCK_TIMEOUT=" + LOCK_TIMEOUT_MILLIS;
    }
    // Closing is ours: H2's own shutdown hook would race with the one of the service.
    return upper.contains(";DB_CLOSE_ON_EXIT=") ? url : url + ";DB_CLOSE_ON_EXIT=FALSE";
  }

  static DatabaseUnavailable refused(String message) {
    return new DatabaseUnavailable(Reason.URL_REFUSED, message, null);
  }
}
