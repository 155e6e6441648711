package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: two workers spend the same room. */
class ConcurrentChecksTest {

  private static final int THREADS = 4;
  private static final int ORDERS = 25;

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void neverReservesMoreThanTheLimitHoweverManyWorkersCheck() throws Exception {
    // Each order is worth 1 010; the limit has room for 20 of the 100.
    BigDecimal limit = new BigDecimal("20200");

    inParallel(THREADS, worker -> checkAll("w" + worker + "-", capping(limit)));

    List<JournalOrder> orders = books.queries.ordersOfAccount(Samples.ACCOUNT);
    assertThat(orders).hasSize(THREADS * ORDERS);
    assertThat(
            orders.stream()
                .filter(order -> order.state() == OrderState.APPROVED)
                .map(JournalOrder::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualTo(limit);
    assertThat(books.chain.verify(Samples.ACCOUNT))
        .isInstanceOfSatisfying(
            ChainReport.Intact.class,
            intact -> assertThat(intact.records()).isEqualTo(THREADS * ORDERS));
  }

  @Test
  void decidesAnOrderOnceHoweverManyWorkersCheckItAtATime() throws Exception {
    FakeEngine engine = FakeEngine.approving();

    List<List<CheckResult>> results = inParallel(THREADS, worker -> checkAll("same-", engine));

    assertThat(engine.asked()).hasSize(ORDERS);
    assertThat(
            results.stream()
                .flatMap(List::stream)
                .filter(result -> !((Checked) result).recordedBefore()))
        .hasSize(ORDERS);
  }

  @Test
  void sumsTheValueEnteredOverTheFirmWhenItHasSeveralAccounts() throws Exception {
    books.accounts.open("PAPER-2", "USD", BigDecimal.valueOf(100_000));
    BigDecimal limit = new BigDecimal("20200");
    FakeEngine engine =
        FakeEngine.denyingIf(
            "credit-threshold",
            facts ->
                facts.account().firmValueEntered().add(new BigDecimal("1010")).compareTo(limit)
                    > 0);

    inParallel(
        THREADS,
        worker -> {
          String account = worker % 2 == 0 ? Samples.ACCOUNT : "PAPER-2";
          return checkAll(account, "w" + worker + "-", engine);
        });

    BigDecimal entered =
        Stream.of(Samples.ACCOUNT, "PAPER-2")
            .flatMap(account -> books.queries.ordersOfAccount(account).stream())
            .filter(order -> order.state() == OrderState.APPROVED)
            .map(JournalOrder::value)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(entered).isEqualTo(limit);
  }

  private static FakeEngine capping(BigDecimal limit) {
    return FakeEngine.denyingIf("gross-exposure", facts -> above(facts, limit));
  }

  private static boolean above(OrderFacts facts, BigDecimal limit) {
    BigDecimal value = facts.order().quantity().multiply(new BigDecimal("101"));
    return facts.account().grossExposure().add(value).compareTo(limit) > 0;
  }

  private List<CheckResult> checkAll(String prefix, FakeEngine engine) {
    return checkAll(Samples.ACCOUNT, prefix, engine);
  }

  private List<CheckResult> checkAll(String account, String prefix, FakeEngine engine) {
    List<CheckResult> results = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      CheckRequest request =
          new CheckRequest(
              account,
              null,
              List.of(Samples.of(Samples.buy(prefix + i, "AAPL", "10"), account, Samples.STRATEGY)),
              Samples.marketAt(Samples.NOW),
              Samples.runFacts(),
              CheckTerms.shipped());
      results.addAll(books.journal.checkAndReserve(request, engine));
    }
    return results;
  }

  private interface Worker<T> {
    T run(int worker) throws Exception;
  }

  /** Starts all workers at one moment and gives back what each of them returned. */
  private static <T> List<T> inParallel(int threads, Worker<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int worker = i;
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.run(worker);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    }
  }
}
