package dev.aurora.service.drill.kill;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.drill.DrillMarket;
import dev.aurora.service.drill.DrillOrders;
import dev.aurora.service.journal.CheckRequest;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.RunFacts;
import dev.aurora.service.journal.book.Accounts;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.ControlStore;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.TransactionObserver;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.sweep.KillBooks;
import dev.aurora.service.sweep.KillProgress;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/**
 * Books, broker and ledger of one drill, two workers on them, and a person who kills and releases.
 * Orders pass the policy's every check, and rest: their limits are below the market. One thread
 * uses it.
 */
final class KillFloor implements AutoCloseable {

  /** More in one account would be stopped by the policy for trading nothing. */
  static final int ORDERS_OF_AN_ACCOUNT = 80;

  private static final RunFacts RUN =
      new RunFacts(
          TradingState.ACTIVE,
          Set.of(),
          Set.of(),
          true,
          true,
          true,
          GateLevel.L0,
          GateLevel.L0,
          true,
          TradingMode.PAPER,
          Stage.WEEK_TWO,
          null);

  private static final BigDecimal BELOW_THE_MARKET = BigDecimal.valueOf(97);
  private static final BigDecimal TICK = new BigDecimal("0.01");

  private final PolicyEngine engine;
  private final Clock clock;
  private final DrillMarket market;
  private final Instant start;
  private final Database books;
  private final Database ledger;
  private final OrderJournal journal;
  private final Accounts accounts;
  private final ControlStore control;
  private final NotedWire wire;
  private final KillBooks kills;
  private final List<KillWorker> workers;
  private final Commits commits = new Commits();
  private int openedAccounts;

  /**
   * @param stores empty
   * @param clock wall time
   * @param lastStep the last look of each worker; one a worker of this process
   */
  KillFloor(
      KillStores stores,
      PolicyEngine engine,
      TradingCalendar calendar,
      BrokerFaults faults,
      Clock clock,
      List<Function<ControlStore, LastStepGuard>> lastStep) {
    this.engine = engine;
    this.clock = clock;
    this.market = new DrillMarket(calendar);
    this.start = market.start(1);
    books = stores.openBooks();
    ledger = stores.openLedger();
    journal = new OrderJournal(books, clock);
    accounts = new Accounts(books, clock);
    control = new ControlStore(books.observedBy(commits));
    wire =
        new NotedWire(
            new PaperBroker(
                ledger, PaperTerms.shipped(), DrillMarket.fills(), faults, delay -> {}));
    kills = new KillBooks(books, control, clock);
    workers =
        lastStep.stream()
            .map(look -> new KillWorker(stores.openBooks(), wire, clock, look))
            .toList();
  }

  List<KillWorker> workers() {
    return workers;
  }

  NotedWire wire() {
    return wire;
  }

  /** Market time at which all of it happens. */
  Instant marketNow() {
    return start;
  }

  /** Checks so many orders, in accounts of their own, and gives the client order ids. */
  List<String> approve(int orders) {
    List<String> approved = new ArrayList<>();
    for (int left = orders; left > 0; left -= ORDERS_OF_AN_ACCOUNT) {
      approved.addAll(approveInOneAccount(Math.min(left, ORDERS_OF_AN_ACCOUNT)));
    }
    return approved;
  }

  private List<String> approveInOneAccount(int orders) {
    String account = "DRILL-" + ++openedAccounts;
    accounts.open(account, "USD", PaperTerms.shipped().openingCash());
    DrillOrders maker = new DrillOrders("kill-" + openedAccounts, account);
    MarketView view = market.live(start);
    List<Order> basket =
        IntStream.range(0, orders)
            .mapToObj(
                i ->
                    maker.buyLimit(
                        DrillMarket.SHARES.get(i % DrillMarket.SHARES.size()),
                        1,
                        BELOW_THE_MARKET.subtract(TICK.multiply(BigDecimal.valueOf(i))),
                        start))
            .toList();
    CheckTerms terms = CheckTerms.of(engine.limits(), basket);
    return journal
        .checkAndReserve(new CheckRequest(account, null, basket, view, RUN, terms), engine)
        .stream()
        .map(KillFloor::approved)
        .toList();
  }

  private static String approved(CheckResult result) {
    if (result instanceof CheckResult.Checked checked && checked.verdict().approved()) {
      return checked.clientOrderId();
    }
    throw new IllegalStateException("the policy lets no order of the drill rest: " + result);
  }

  /**
   * Engages a kill of the firm that takes back what works.
   *
   * @return when its latch was committed, by {@link System#nanoTime()}
   */
  Kill kill(String commandId) {
    commits.forget();
    control.engage(
        new Latch(
            commandId,
            ControlScope.FIRM,
            KillLevel.BLOCK_AND_CANCEL,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "drill",
            "drilled",
            clock.instant()));
    return new Kill(inForce(), commits.ofTheLatch());
  }

  /** A kill that stands, and when its latch was committed. */
  record Kill(StoredLatch latch, long committedAt) {}

  private StoredLatch inForce() {
    return control.read().inForce().getFirst();
  }

  /** How far it has come, by the books at this moment. */
  KillProgress progress(Kill kill) {
    return Objects.requireNonNull(
        kills.progress(List.of(kill.latch())).get(kill.latch().latch().commandId()));
  }

  /** Both steps of a release: trading goes on. */
  void release(Kill kill) {
    for (int step = 0; step < 2; step++) {
      control.release(
          kill.latch().latch().commandId(), "drill", "the round is over", clock.instant());
    }
  }

  /** How long a transaction of one row takes here and now, the median of some. */
  Duration commitTime() {
    long[] nanos = new long[21];
    for (int i = 0; i < nanos.length; i++) {
      long begun = System.nanoTime();
      accounts.open("COMMIT-" + i, "USD", BigDecimal.ONE);
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return Duration.ofNanos(nanos[nanos.length / 2]);
  }

  /** The broker's own record. */
  PaperLedger ledger() {
    return new PaperLedger(ledger);
  }

  /** Orders that the broker still works. */
  Set<String> workingAtBroker() {
    return ledger.transaction(
        handle ->
            Set.copyOf(
                handle
                    .createQuery(
                        "select client_order_id from paper_orders"
                            + " where state in ('WORKING', 'PARTIALLY_FILLED')")
                    .mapTo(String.class)
                    .list()));
  }

  /** Every order that reached the broker. */
  Set<String> atBroker() {
    return ledger.transaction(
        handle ->
            Set.copyOf(
                handle
                    .createQuery("select client_order_id from paper_orders")
                    .mapTo(String.class)
                    .list()));
  }

  /** Notes when the latch of an engage is committed: a look before, the latch, a look after. */
  private static final class Commits implements TransactionObserver {

    private static final int OF_THE_LATCH = 1;

    private final List<Long> ends = new ArrayList<>();

    void forget() {
      ends.clear();
    }

    long ofTheLatch() {
      return ends.get(OF_THE_LATCH);
    }

    @Override
    public void beforeCommit(Handle handle) {
      // What counts is when it is done.
    }

    @Override
    public void afterCommit() {
      ends.add(System.nanoTime());
    }
  }

  @Override
  public void close() {
    workers.forEach(KillWorker::close);
    books.close();
    ledger.close();
  }
}
