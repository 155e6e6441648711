package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.service.testing.PolicyCopy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same input gives the same books on H2 and on PostgreSQL, row by row: facts and verdicts to
 * the byte, and with them the hashes of the chain.
 */
class SameOnBothStoresTest {

  private static final int BASKETS = 12;
  private static final List<String> TABLES =
      List.of(
          "accounts",
          "positions",
          "orders",
          "order_events",
          "decision_records",
          "decision_breaches",
          "outbox",
          "fills",
          "cash_flows",
          "session_books",
          "reconciliation_breaks",
          "control_latches",
          "limit_warnings");

  private static PolicyEngine engine;

  @TempDir Path directory;

  @BeforeAll
  static void compile() {
    // Untimed: a slow machine must not make a verdict of one store differ from that of the other.
    engine = DroolsPolicyEngine.compile(PolicyCopy.shipped(), EngineSettings.untimed());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theSameInputGivesTheSameRows(long seed) {
    List<String> inFile = rowsAfter(seed, TestStore.H2);
    List<String> onServer = rowsAfter(seed, TestStore.POSTGRESQL);

    assertThat(onServer).containsExactlyElementsOf(inFile);
    assertThat(inFile).hasSizeGreaterThan(5 * BASKETS);
    assertThat(inFile).anyMatch(row -> row.contains("state=FILLED"));
    assertThat(inFile).anyMatch(row -> row.contains("state=DENIED"));
  }

  private List<String> rowsAfter(long seed, TestStore store) {
    Database database =
        Database.open(
            store.url(directory, "both-" + seed, Database.JOURNAL_MIGRATIONS),
            store.login(),
            Database.JOURNAL_MIGRATIONS);
    try (JournalFixture books = new JournalFixture(database)) {
      Random random = new Random(seed);
      books.accounts.recordCashFlow(
          Samples.ACCOUNT, "flow", new BigDecimal("0.123456789012"), Samples.NOW);
      for (int basket = 0; basket < BASKETS; basket++) {
        // Finer than a column: both have to cut alike.
        Instant now = Samples.NOW.plusSeconds(2L * basket).plusNanos(random.nextInt(1_000_000));
        trade(books, random, basket, now);
      }
      books.accounts.openBreak(
          "b-1", Samples.ACCOUNT, null, "POSITION", "it's \u00e9t\u00e9 \u2603");
      return rows(database);
    }
  }

  private static void trade(JournalFixture books, Random random, int basket, Instant now) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      orders.add(order(random, (random.nextBoolean() ? "a" : "B") + "-" + basket + "/" + i));
    }
    List<CheckResult> results =
        books.journal.checkAndReserve(
            new CheckRequest(
                Samples.ACCOUNT,
                null,
                orders,
                Samples.marketAt(now),
                Samples.runFacts(),
                CheckTerms.of(engine.limits(), orders)),
            engine);
    for (int i = 0; i < orders.size(); i++) {
      if (((Checked) results.get(i)).verdict().approved()) {
        finish(books, random, orders.get(i), now);
      }
    }
  }

  private static void finish(JournalFixture books, Random random, Order order, Instant now) {
    String id = order.clientOrderId();
    switch (random.nextInt(4)) {
      case 0 -> books.journal.block(id, new StateReason("test", "blocked"), now);
      case 1 -> {
        books.journal.beginSend(id, now);
        books.journal.unknown(id, new StateReason("NO_ANSWER", "silent"), now);
      }
      default -> {
        books.journal.beginSend(id, now);
        books.journal.acknowledge(id, "b-" + id, now);
        books.journal.bookFill(
            JournalFixture.fill(
                id + "/1",
                order,
                order.quantity(),
                "9" + random.nextInt(10) + "." + (1 + random.nextInt(999_999)),
                "0." + (1 + random.nextInt(9_999)),
                now));
      }
    }
  }

  private static Order order(Random random, String id) {
    String symbol = random.nextBoolean() ? "AAPL" : "MSFT";
    Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
    String quantity = Integer.toString(1 + random.nextInt(60));
    return random.nextBoolean()
        ? Samples.market(id, symbol, side, quantity)
        : Samples.limit(
            id,
            symbol,
            side,
            quantity,
            (symbol.equals("AAPL") ? 100 : 200) + ".0" + random.nextInt(10));
  }

  /** Every row of every table, as text; sorted here, not by the database. */
  private static List<String> rows(Database database) {
    return database.transaction(
        handle -> {
          List<String> rows = new ArrayList<>();
          for (String table : TABLES) {
            List<String> ofTable =
                new ArrayList<>(
                    handle
                        .createQuery("select * from " + table)
                        .map((row, context) -> table + text(row))
                        .list());
            Collections.sort(ofTable);
            rows.addAll(ofTable);
          }
          return rows;
        });
  }

  private static String text(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    TreeMap<String, String> values = new TreeMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      boolean time = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT).startsWith("timestamp");
      Object value = time ? row.getObject(i, OffsetDateTime.class) : row.getObject(i);
      String text =
          value instanceof OffsetDateTime at ? at.toInstant().toString() : String.valueOf(value);
      values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), text);
    }
    return values.toString();
  }
}
