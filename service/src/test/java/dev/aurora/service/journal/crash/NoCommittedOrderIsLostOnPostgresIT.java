package dev.aurora.service.journal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcome: an order whose check had returned is not in the books after a SIGKILL of the
 * service, or of every process of the database server. The last test shows that these can fail:
 * with commits that don't wait for the disk, a killed server does lose them.
 */
class NoCommittedOrderIsLostOnPostgresIT {

  private static final int ROUNDS = Integer.getInteger("aurora.commits.rounds", 2);
  private static final long SEED = Long.getLong("aurora.commits.seed", System.nanoTime());

  @TempDir Path directory;
  private RealPostgres server;

  @BeforeEach
  void startServer() {
    // What a commit leaves in memory stays there for long: a careless commit is lost for certain.
    server = RealPostgres.in(directory, Map.of("wal_writer_delay", "10000"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void findsEveryAcknowledgedOrderAfterEachKillOfTheService() throws Exception {
    findsEveryOrderAfter(() -> {});
  }

  @Test
  void findsEveryAcknowledgedOrderAfterEachKillOfTheServer() throws Exception {
    findsEveryOrderAfter(
        () -> {
          server.killHard();
          server.start();
        });
  }

  @Test
  void losesRowsWhenACommitDoesNotWaitForTheDiskSoThatTheTestsAboveCanFail() throws Exception {
    String url = server.freshUrl() + "?options=-c%20synchronous_commit=off";
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table committed (id varchar(64) primary key)");
      statement.execute("set synchronous_commit = on");
      statement.execute("insert into committed values ('first')");
    }

    List<String> lost =
        new ArrayList<>(Killed.after(300, () -> server.killHard(), "raw", url, "r-"));
    server.start();

    Set<String> rows = rows(url);
    assertThat(rows).contains("first");
    lost.removeAll(rows);
    assertThat(lost).isNotEmpty();
  }

  private void findsEveryOrderAfter(Runnable kill) throws Exception {
    String url = server.freshUrl(Database.JOURNAL_MIGRATIONS);
    Random random = new Random(SEED);
    Set<String> acknowledged = new HashSet<>();
    for (int round = 1; round <= ROUNDS; round++) {
      acknowledged.addAll(
          Killed.after(20 + random.nextInt(60), kill, "postgres", url, "r" + round + "-"));

      try (JournalFixture books = new JournalFixture(CommittingProcess.onServer(url))) {
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

  private static Set<String> rows(String url) throws SQLException {
    Set<String> rows = new HashSet<>();
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select id from committed")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(
        url, RealPostgres.LOGIN.user(), RealPostgres.LOGIN.password());
  }
}
