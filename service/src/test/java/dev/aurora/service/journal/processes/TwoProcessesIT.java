package dev.aurora.service.journal.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.RealPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Forbidden outcomes: two services that check for one account at the same moment approve more than
 * its limit, decide an order twice, or wait for each other for ever. The second test takes the
 * account's lock away and sees the first of them.
 */
class TwoProcessesIT {

  private static final int ORDERS = 40;

  /** Room for 20 orders of the 60 that there are. */
  private static final BigDecimal LIMIT = new BigDecimal("20200");

  private static final BigDecimal ROOM_FOR_ONE = new BigDecimal("1010");

  private final String url = RealPostgres.shared().freshUrl(Database.JOURNAL_MIGRATIONS);

  @Test
  void spendTheRoomOfAnAccountOnceAndDecideAnOrderOnce() throws Exception {
    try (JournalFixture books = new JournalFixture(open())) {
      List<String> answers = bothAtOnce(true, LIMIT);

      assertThat(approvedValue(books)).isEqualByComparingTo(LIMIT);
      assertThat(books.queries.ordersOfAccount(Samples.ACCOUNT)).hasSize(ORDERS + ORDERS / 2);
      // The same answer to both about an order that both asked for.
      assertThat(answers).hasSize(2 * ORDERS);
      assertThat(new TreeSet<>(answers)).hasSize(ORDERS + ORDERS / 2);
      assertThat(books.chain.verify(Samples.ACCOUNT))
          .isInstanceOfSatisfying(
              ChainReport.Intact.class,
              intact -> assertThat(intact.records()).isEqualTo(ORDERS + ORDERS / 2));
    }
  }

  /** Without the lock, keys would still refuse one of two that collide; they are taken away too. */
  @Test
  void wouldSpendItTwiceWithoutTheLockOfTheAccount() throws Exception {
    try (JournalFixture books = new JournalFixture(open())) {
      books.check(FakeEngine.denying("opens-the-session"), Samples.buy("o-0", "AAPL", "1"));
      takeTheLockAway(books);

      bothAtOnce(false, ROOM_FOR_ONE);

      assertThat(approvedValue(books)).isGreaterThan(ROOM_FOR_ONE);
      assertThat(books.chain.verify(Samples.ACCOUNT)).isInstanceOf(ChainReport.Broken.class);
    }
  }

  /**
   * Rows that come out of a function can't be locked. The first of the two that has read the room
   * commits when the other has read it too, for 30 seconds at most, so that they certainly meet
   * whatever the machine is doing; all else is as it was. A sequence counts what isn't committed.
   */
  private static final String WITHOUT_LOCK =
      """
      alter table decision_records drop constraint decision_records_account_chain_index_key;
      alter table decision_records drop constraint decision_records_pkey cascade;
      alter table orders drop constraint orders_decision_id_key;
      alter table decision_breaches drop constraint decision_breaches_pkey;
      alter table decision_timings drop constraint decision_timings_pkey;
      alter table accounts rename to accounts_kept;
      create function accounts_unlocked() returns setof accounts_kept language sql
          as 'select * from accounts_kept';
      create view accounts as select * from accounts_unlocked();
      create sequence readers;
      create function move_heads() returns trigger language plpgsql as $$ begin
          perform nextval('readers');
          for i in 1..3000 loop
              exit when (select last_value from readers) >= 2;
              perform pg_sleep(0.01);
          end loop;
          update accounts_kept set chain_length = new.chain_length, chain_head = new.chain_head
              where account = new.account;
          return new; end $$;
      create trigger move_heads instead of update on accounts
          for each row execute function move_heads();
      """;

  private static void takeTheLockAway(JournalFixture books) {
    books.database.run(
        handle -> {
          try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(WITHOUT_LOCK);
          } catch (SQLException failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  private Database open() {
    return Database.open(new DatabaseUrl(url), RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS);
  }

  private static BigDecimal approvedValue(JournalFixture books) {
    return books.database.transaction(
        handle ->
            handle
                .createQuery("select sum(order_value_ccy) from orders where state = 'APPROVED'")
                .mapTo(BigDecimal.class)
                .one());
  }

  private List<String> bothAtOnce(boolean sharing, BigDecimal limit)
      throws IOException, InterruptedException {
    List<Process> workers = List.of(start("one-", sharing, limit), start("two-", sharing, limit));
    List<BufferedReader> outputs = new ArrayList<>();
    for (Process worker : workers) {
      BufferedReader output = worker.inputReader(StandardCharsets.UTF_8);
      assertThat(output.readLine()).isEqualTo(CheckingProcess.READY);
      outputs.add(output);
    }
    for (Process worker : workers) {
      worker.getOutputStream().write('\n');
      worker.getOutputStream().flush();
    }
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      outputs
          .get(i)
          .lines()
          .filter(line -> line.startsWith(CheckingProcess.ANSWER))
          .forEach(answers::add);
      assertThat(workers.get(i).waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(workers.get(i).exitValue()).isZero();
    }
    return answers;
  }

  private Process start(String prefix, boolean sharing, BigDecimal limit) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CheckingProcess.class.getName(),
            url,
            prefix,
            sharing ? "shared-" : prefix,
            Integer.toString(ORDERS),
            limit.toPlainString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
