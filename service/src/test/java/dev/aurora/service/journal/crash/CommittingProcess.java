package dev.aurora.service.journal.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseLogin;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/**
 * The process that a crash test kills: commits one row after the other, and says so on standard
 * output after each commit, until it is killed.
 */
public final class CommittingProcess {

  static final String ACKNOWLEDGED = "committed ";

  private CommittingProcess() {}

  /**
   * @param arguments {@code journal <directory> <prefix of ids>}, {@code postgres <JDBC URL>
   *     <prefix of ids>}, or {@code raw <JDBC URL> <prefix of ids>}
   */
  public static void main(String[] arguments) throws SQLException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    switch (arguments[0]) {
      case "journal" -> writeOrders(new JournalFixture(Path.of(arguments[1])), arguments[2]);
      case "postgres" -> writeOrders(new JournalFixture(onServer(arguments[1])), arguments[2]);
      default -> writeRows(arguments[1], arguments[2]);
    }
  }

  static Database onServer(String jdbcUrl) {
    return Database.open(new DatabaseUrl(jdbcUrl), RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
  }

  private static void writeOrders(JournalFixture books, String prefix) {
    FakeEngine engine = FakeEngine.approving();
    for (int i = 0; true; i++) {
      String id = prefix + i;
      books.check(engine, Samples.buy(id, "AAPL", "1"));
      acknowledge(id);
    }
  }

  private static void writeRows(String jdbcUrl, String prefix) throws SQLException {
    boolean file = jdbcUrl.startsWith("jdbc:h2:");
    DatabaseLogin login = file ? DatabaseLogin.EMBEDDED : RealPostgres.LOGIN;
    try (Connection connection =
            DriverManager.getConnection(jdbcUrl, login.user(), login.password());
        PreparedStatement insert =
            connection.prepareStatement("insert into committed (id) values (?)")) {
      for (int i = 0; true; i++) {
        insert.setString(1, prefix + i);
        insert.executeUpdate();
        acknowledge(prefix + i);
      }
    }
  }

  private static void acknowledge(String id) {
    System.out.println(ACKNOWLEDGED + id);
    System.out.flush();
  }
}
