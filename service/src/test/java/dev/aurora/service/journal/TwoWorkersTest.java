package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.testing.BookLimits;
import dev.aurora.service.journal.testing.BookLimits.Kind;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.RandomBroker;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.PolicyCopy;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forbidden outcome: two workers of one account, each right by itself, approve more together than a
 * limit allows. Real transactions and the real policy with tighter numbers, against sums by plain
 * SQL. {@code -Daurora.seed} repeats a round, {@code -Daurora.rounds} asks for more of them.
 */
class TwoWorkersTest {

  private static final int WORKERS = 2;
  private static final int ORDERS_A_WORKER = 25;
  private static final Map<String, BigDecimal> PRICES =
      Map.of("AAPL", Samples.of("100"), "MSFT", Samples.of("200"));

  private static final BookLimits LIMITS =
      new BookLimits(
          Samples.ACCOUNT,
          PRICES,
          Map.of(
              Kind.LONG, Samples.of("30"),
              Kind.SHORT, Samples.of("12"),
              Kind.GROSS, Samples.of("6000"),
              Kind.VALUE_ENTERED, Samples.of("15000"),
              Kind.ORDERS, Samples.of("18"),
              Kind.WORKING_ORDERS, Samples.of("2")));

  @TempDir static Path policy;
  private static PolicyEngine engine;

  @TempDir Path directory;

  @BeforeAll
  static void tighten() {
    PolicyCopy copy =
        PolicyCopy.in(policy.resolve("policy"))
            .limit("positionLongMax", "30")
            .limit("positionShortMax", "12")
            .limit("grossExposureMax", "6 000")
            .limit("creditThreshold", "15 000")
            .limit("dailyOrderCountMax", "18")
            .limit("workingOrdersMax", "2")
            // What would end a round before the limits are reached.
            .limit("submitRate(PerSymbol)?Max|breachBurstMax|rejectionBurst(Max|Halt)", "unlimited")
            .limit("duplicateOrderMax|symbolShareMaxBps|sectorShareMaxBps", "unlimited")
            .limit("cooldown", "0.0");
    engine = DroolsPolicyEngine.compile(copy.load(), EngineSettings.untimed());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static LongStream seeds() {
    Long seed = Long.getLong("aurora.seed");
    int rounds = Integer.getInteger("aurora.rounds", 4);
    return seed != null
        ? LongStream.of(seed)
        : LongStream.concat(LongStream.range(0, rounds), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void neverApproveMoreTogetherThanALimitAllows(long seed) throws Exception {
    try (JournalFixture books = new JournalFixture(directory)) {
      AtomicInteger approved = new AtomicInteger();

      List<String> violations =
          inParallel(
              worker ->
                  work(
                      books, "a", worker, seed, approved, () -> LIMITS.violations(books.database)));

      assertThat(violations).as("seed %d", seed).isEmpty();
      assertThat(approved).as("seed %d", seed).hasValueGreaterThan(5);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void raiseNoWorstPositionTogetherWhileOnlyReducersMayPass(long seed) throws Exception {
    try (JournalFixture books = new JournalFixture(directory)) {
      AtomicInteger before = new AtomicInteger();
      inParallel(worker -> work(books, "a", worker, seed, before, List::of));
      books.control.engage(reduceOnly());
      Map<String, BigDecimal> start = LIMITS.figures(books.database);

      List<String> violations =
          inParallel(
              worker ->
                  work(
                      books,
                      "b",
                      worker,
                      ~seed,
                      new AtomicInteger(),
                      () -> raised(start, LIMITS.figures(books.database))));

      assertThat(violations).as("seed %d", seed).isEmpty();
    }
  }

  /** The negative control: what the account's lock is for. */
  @Test
  void wouldApproveTooMuchIfBothLookedAtTheSameBooks() {
    try (JournalFixture books = new JournalFixture(directory)) {
      Order one = Samples.buy("one", "AAPL", "20");
      Order other = Samples.buy("other", "AAPL", "19");
      OrderFacts seenByOne = factsOf(books, one);
      OrderFacts seenByOther = factsOf(books, other);

      assertThat(engine.evaluate(seenByOne).approved()).isTrue();
      assertThat(engine.evaluate(seenByOther).approved()).isTrue();
      books.check(FakeEngine.approving(), one);
      books.check(FakeEngine.approving(), other);

      assertThat(LIMITS.violations(books.database)).containsExactly("LONG AAPL: 39 > 30");
    }
  }

  /**
   * The facts as they are now; the probe is denied under a name of its own and reserves nothing.
   */
  private static OrderFacts factsOf(JournalFixture books, Order order) {
    String probe = "probe-" + order.clientOrderId();
    return books.factsOf(
        Samples.market(probe, order.symbol(), order.side(), order.quantity().toPlainString()));
  }

  private interface Look {
    List<String> violations();
  }

  private static List<String> work(
      JournalFixture books,
      String phase,
      int worker,
      long seed,
      AtomicInteger approved,
      Look look) {
    Random random = new Random(seed * 31 + worker);
    OrderJournal journal = new OrderJournal(books.database, books.clock);
    RandomBroker broker = new RandomBroker(journal, random, PRICES);
    List<String> violations = new ArrayList<>();
    for (int i = 0; i < ORDERS_A_WORKER; i++) {
      List<Order> basket = basket(random, phase + worker + "-" + i + "-");
      List<CheckResult> results = journal.checkAndReserve(request(basket), engine);
      violations.addAll(look.violations());
      for (int o = 0; o < basket.size(); o++) {
        if (((Checked) results.get(o)).verdict().approved()) {
          approved.incrementAndGet();
          broker.take(basket.get(o), Samples.NOW);
        }
      }
      broker.happen(Samples.NOW);
    }
    return violations;
  }

  private static List<Order> basket(Random random, String prefix) {
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      String symbol = random.nextBoolean() ? "AAPL" : "MSFT";
      Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
      String quantity = Integer.toString(1 + random.nextInt(14));
      // At or worse than the market, so that no fill is worth more than what was reserved for it.
      BigDecimal price =
          PRICES.get(symbol).add(BigDecimal.valueOf((long) side.sign() * random.nextInt(4)));
      orders.add(
          random.nextBoolean()
              ? Samples.market(prefix + i, symbol, side, quantity)
              : Samples.limit(prefix + i, symbol, side, quantity, price.toPlainString()));
    }
    return orders;
  }

  private static CheckRequest request(List<Order> basket) {
    return new CheckRequest(
        Samples.ACCOUNT,
        null,
        basket,
        Samples.marketAt(Samples.NOW),
        Samples.runFacts(),
        CheckTerms.of(engine.limits(), basket));
  }

  /** Worst positions that grew; a side that is not risked at all may come closer to zero. */
  private static List<String> raised(Map<String, BigDecimal> start, Map<String, BigDecimal> now) {
    List<String> raised = new ArrayList<>();
    now.forEach(
        (name, figure) -> {
          boolean worst = name.startsWith("LONG ") || name.startsWith("SHORT ");
          if (worst && figure.compareTo(start.get(name).max(BigDecimal.ZERO)) > 0) {
            raised.add(name + ": " + start.get(name) + " -> " + figure);
          }
        });
    return raised;
  }

  private static Latch reduceOnly() {
    return new Latch(
        "k-1",
        ControlScope.FIRM,
        KillLevel.REDUCE_ONLY,
        Latch.Kind.LATCH,
        Latch.Source.OPERATOR,
        "olga",
        "odd fills",
        Samples.NOW);
  }

  private interface Worker {
    List<String> run(int worker) throws Exception;
  }

  /** Starts the workers at one moment; what all of them found. */
  private static List<String> inParallel(Worker work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(WORKERS);
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService executor = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        int worker = i;
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return found.addAll(work.run(worker));
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }
    return found;
  }
}
