package dev.aurora.service.journal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcome: an order whose check had returned is not in the books after a SIGKILL. The
 * second test shows that this one can fail: the database's own defaults do lose committed rows.
 */
class NoCommittedOrderIsLostIT {

  private static final int ROUNDS = Integer.getInteger("aurora.commits.rounds", 3);
  private static final long SEED = Long.getLong("aurora.commits.seed", System.nanoTime());

  @TempDir Path directory;

  @Test
  void findsEveryAcknowledgedOrderAfterEachKill() throws Exception {
    Random random = new Random(SEED);
    Set<String> acknowledged = new HashSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      acknowledged.addAll(
          Killed.after(
              20 + random.nextInt(100), "journal", directory.toString(), "r" + round + "-"));

      try (JournalFixture books = new JournalFixture(directory)) {
        Set<String> found = new HashSet<>();
        books
            .queries
            .ordersOfAccount(Samples.ACCOUNT)
            .forEach(order -> found.add(order.clientOrderId()));
        assertThat(found).as("round %s, seed %s", round, SEED).containsAll(acknowledged);
        assertThat(books.chain.verify(Samples.ACCOUNT)).isInstanceOf(ChainReport.Intact.class);
      }
    }
  }

  /**
   * A file that has lived for a while puts new commits where old ones have become free. H2 2.5.252
   * names the wrong place in its header then, and forgets all that came after when it is killed.
   */
  @Test
  void findsEveryAcknowledgedRowWhereSpaceInTheFileIsUsedAgain() throws Exception {
    Random random = new Random(SEED);
    Set<String> acknowledged = new HashSet<>();
    String url = DatabaseUrl.file(directory, "reused").jdbcUrl() + ";RETENTION_TIME=0";
    createTable(url);
    for (int round = 1; round <= 2 * ROUNDS; round++) {
      acknowledged.addAll(Killed.after(100 + random.nextInt(500), "raw", url, "r" + round + "-"));

      assertThat(rows(url)).as("round %s, seed %s", round, SEED).containsAll(acknowledged);
    }
  }

  @Test
  void losesRowsAtTheDefaultsOfTheDatabaseSoThatTheTestAboveCanFail() throws Exception {
    List<String> lost = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      String url = "jdbc:h2:file:" + directory.resolve("control-" + round);
      createTable(url);
      List<String> acknowledged = new ArrayList<>(Killed.after(3_000, "raw", url, "r-"));
      acknowledged.removeAll(rows(url));
      lost.addAll(acknowledged);
    }
    assertThat(lost).isNotEmpty();
  }

  @Test
  void refusesABookThatAnotherProcessHasOpen() throws Exception {
    List<DatabaseUnavailable.Reason> refused = new ArrayList<>();
    Killed.after(
        1,
        () -> {
          try (JournalFixture second = new JournalFixture(directory)) {
            assertThat(second.queries.ordersOfAccount(Samples.ACCOUNT)).isEmpty();
          } catch (DatabaseUnavailable inUse) {
            refused.add(inUse.reason());
          }
        },
        "journal",
        directory.toString(),
        "r-");

    assertThat(refused).containsExactly(DatabaseUnavailable.Reason.IN_USE);
  }

  private static void createTable(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "aurora", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create table committed (id varchar(64) primary key)");
    }
  }

  private static Set<String> rows(String url) throws SQLException {
    Set<String> rows = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(url, "aurora", "");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select id from committed")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
