package dev.aurora.service.journal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import dev.aurora.service.testing.RealPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTest {

  private final RealPostgres server = RealPostgres.shared();

  @Test
  void migratesAnEmptyDatabaseAndOpensItAgain() {
    DatabaseUrl url = new DatabaseUrl(server.freshUrl());
    open(url).close();
    try (Database again = open(url)) {
      assertThat(count(again, "select count(*) from firm")).isOne();
    }
  }

  @Test
  void isMigratedOnceBySeveralServicesAtTheSameMoment() throws Exception {
    DatabaseUrl url = new DatabaseUrl(server.freshUrl());
    int services = 4;
    CyclicBarrier start = new CyclicBarrier(services);
    try (ExecutorService executor = Executors.newFixedThreadPool(services)) {
      List<Future<Long>> opened = new ArrayList<>();
      for (int i = 0; i < services; i++) {
        opened.add(
            executor.submit(
                () -> {
                  start.await();
                  try (Database database = open(url)) {
                    return count(database, "select count(*) from firm");
                  }
                }));
      }
      for (Future<Long> firms : opened) {
        assertThat(firms.get()).isOne();
      }
    }
  }

  @Test
  void commitsToDiskWhateverTheServersDefault() {
    String url = server.freshUrl(Database.JOURNAL_MIGRATIONS);
    String name = url.substring(url.lastIndexOf('/') + 1);
    server.execute("alter database " + name + " set synchronous_commit = off");
    try (Database database = open(new DatabaseUrl(url))) {
      assertThat(settings(database))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "synchronous_commit", "on",
                  "lock_timeout", "20s",
                  "transaction_isolation", "read committed",
                  "idle_in_transaction_session_timeout", "1min"));
    }
  }

  @Test
  void keepsAStrongerPromiseOfTheServer() {
    String url = server.freshUrl(Database.JOURNAL_MIGRATIONS);
    String name = url.substring(url.lastIndexOf('/') + 1);
    server.execute("alter database " + name + " set synchronous_commit = remote_apply");
    try (Database database = open(new DatabaseUrl(url))) {
      assertThat(settings(database)).containsEntry("synchronous_commit", "remote_apply");
    }
  }

  @Test
  void refusesAServerThatMayLoseWhatItCommitted(@TempDir Path folder) {
    try (RealPostgres careless = RealPostgres.in(folder, Map.of("fsync", "off"))) {
      DatabaseUrl url = new DatabaseUrl(careless.freshUrl());
      assertThat(assertRefused(url, Reason.NOT_DURABLE))
          .hasMessageContaining("fsync=off")
          .hasMessageContaining(url.jdbcUrl());

      careless.stop();
      careless.start(Map.of("full_page_writes", "off"));
      assertThat(assertRefused(url, Reason.NOT_DURABLE))
          .hasMessageContaining("full_page_writes=off");

      careless.stop();
      careless.start();
      open(url).close();
    }
  }

  @Test
  void refusesADatabaseThatSortsOtherwiseThanJava() {
    server.execute(
        "create database sorted_otherwise owner aurora encoding 'UTF8' locale_provider icu"
            + " icu_locale 'en' locale 'C' template template0");

    assertRefused(new DatabaseUrl(server.url("sorted_otherwise")), Reason.SORTED_OTHERWISE);
  }

  @Test
  void refusesADatabaseThatIsNotUtf8() {
    server.execute(
        "create database no_utf8 owner aurora encoding 'LATIN1' locale 'C' template template0");

    assertRefused(new DatabaseUrl(server.url("no_utf8")), Reason.SORTED_OTHERWISE);
  }

  @Test
  void saysThatLoginDatabaseOrServerAreWrongWithoutThePassword() {
    DatabaseUrl url = new DatabaseUrl(server.freshUrl());
    DatabaseUnavailable refused =
        refusal(url, new DatabaseLogin("aurora", "guessed-password"), Database.JOURNAL_MIGRATIONS);
    assertThat(refused.reason()).isEqualTo(Reason.LOGIN_REFUSED);
    assertThat(wholeText(refused)).doesNotContain("guessed-password");

    assertThat(assertRefused(new DatabaseUrl(server.url("nowhere")), Reason.UNREACHABLE))
        .hasMessageContaining("no such database");
    assertThat(
            assertRefused(
                new DatabaseUrl("jdbc:postgresql://localhost:1/aurora"), Reason.UNREACHABLE))
        .hasMessageContaining("localhost:1");
  }

  @Test
  void refusesTheLedgerInTheBooksAndTheReverse() {
    DatabaseUrl books = new DatabaseUrl(server.freshUrl(Database.JOURNAL_MIGRATIONS));
    DatabaseUrl ledger = new DatabaseUrl(server.freshUrl(Database.PAPER_MIGRATIONS));

    assertThat(refusal(books, RealPostgres.LOGIN, Database.PAPER_MIGRATIONS).reason())
        .isEqualTo(Reason.OTHER_TABLES);
    assertThat(refusal(ledger, RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS).reason())
        .isEqualTo(Reason.OTHER_TABLES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?user=aurora",
        "jdbc:postgresql://host/db?socketTimeout=0",
        "jdbc:postgresql://host/db?sslmode=require&options=-c%20synchronous_commit=off",
        "jdbc:postgresql://host/db?currentSchema=ledger",
        "jdbc:postgresql://host/",
        "jdbc:postgresql:db",
        "jdbc:postgresql://host/db/more",
      })
  void refusesAUrlThatSaysMoreThanWhere(String url) {
    assertThatThrownBy(() -> new DatabaseUrl(url))
        .isInstanceOfSatisfying(
            DatabaseUnavailable.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.URL_REFUSED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?password=hunter2",
        "jdbc:postgresql://host/db?sslmode=require&sslpassword=hunter2",
        "jdbc:postgresql://aurora:hunter2@host/db",
        "postgres://aurora:hunter2@host/db",
        "jdbc:h2:file:/data/books;PASSWORD=hunter2",
        "jdbc:nonsense://aurora:hunter2@host/db",
      })
  void refusesAPasswordInAUrlAndDoesNotRepeatIt(String url) {
    assertThatThrownBy(() -> new DatabaseUrl(url))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("***")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void knowsOneDatabaseUnderTwoUrls() {
    DatabaseUrl url = new DatabaseUrl("jdbc:postgresql://Host/books");

    assertThat(url.isSameDatabaseAs(new DatabaseUrl("jdbc:postgresql://host:5432/books"))).isTrue();
    assertThat(
            url.isSameDatabaseAs(new DatabaseUrl("jdbc:postgresql://host/books?sslmode=require")))
        .isTrue();
    assertThat(url.isSameDatabaseAs(new DatabaseUrl("jdbc:postgresql://host/ledger"))).isFalse();
    assertThat(
            new DatabaseUrl("jdbc:h2:file:/a/b")
                .isSameDatabaseAs(new DatabaseUrl("jdbc:h2:file:/a/b;LOCK_TIMEOUT=1")))
        .isTrue();
  }

  private static Database open(DatabaseUrl url) {
    return Database.open(url, RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
  }

  private static DatabaseUnavailable assertRefused(DatabaseUrl url, Reason reason) {
    DatabaseUnavailable refused = refusal(url, RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(wholeText(refused)).doesNotContain(RealPostgres.LOGIN.password());
    return refused;
  }

  private static DatabaseUnavailable refusal(
      DatabaseUrl url, DatabaseLogin login, String migrations) {
    try (Database opened = Database.open(url, login, migrations)) {
      throw new AssertionError("not refused: " + opened.url());
    } catch (DatabaseUnavailable refused) {
      return refused;
    }
  }

  private static String wholeText(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  private static long count(Database database, String sql) {
    return database.transaction(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private static Map<String, String> settings(Database database) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select name, current_setting(name) as value from pg_settings where name in
                        ('synchronous_commit', 'lock_timeout', 'transaction_isolation',
                        'idle_in_transaction_session_timeout')\
                    """)
                .reduceRows(
                    new TreeMap<String, String>(),
                    (all, row) -> {
                      all.put(
                          row.getColumn("name", String.class),
                          row.getColumn("value", String.class));
                      return all;
                    }));
  }
}
