package dev.aurora.service.journal.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
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
   * @param arguments {@code journal <directory> <prefix of ids>}, or {@code raw <JDBC URL> <prefix
   *     of ids>}
   */
  public static void main(String[] arguments) throws SQLException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    if (arguments[0].equals("journal")) {
      writeOrders(Path.of(arguments[1]), arguments[2]);
    } else {
      writeRows(arguments[1], arguments[2]);
    }
  }

  private static void writeOrders(Path directory, String prefix) {
    JournalFixture books = new JournalFixture(directory);
    FakeEngine engine = FakeEngine.approving();
    for (int i = 0; true; i++) {
      String id = prefix + i;
      books.check(engine, Samples.buy(id, "AAPL", "1"));
      acknowledge(id);
    }
  }

  private static void writeRows(String jdbcUrl, String prefix) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "aurora", "");
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
