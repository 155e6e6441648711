package dev.aurora.service.sweep;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.broker.reconciliation.Reconciler;
import dev.aurora.service.journal.CheckResult;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.Holdings;
import dev.aurora.service.journal.kill.KillReceipts;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.service.killswitch.FlattenKey;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.testing.ShippedPolicy;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What carries kills out, on real books, the shipped policy and a real paper broker; a restart
 * makes all its objects anew on the same books.
 */
final class KillWorld implements AutoCloseable {

  final JournalFixture books;
  final PaperBroker paper;
  final KillReceipts receipts;

  /** Orders whose cancel does not get through. */
  final Set<String> deaf = ConcurrentHashMap.newKeySet();

  /** What goes wrong with the next submission of an order. */
  final Map<String, BrokerFaults.Fault> faults = new ConcurrentHashMap<>();

  /** Market time; bars open at every moment of it. */
  volatile Instant now = Samples.NOW;

  /** Units that a bar trades; a tenth or so of them can be filled. */
  volatile BigDecimal volume = new BigDecimal("1000000");

  volatile BigDecimal quantityMax = BoundLimits.UNLIMITED;

  /** Called after an order was checked and before anything else. */
  volatile Runnable afterCheck = () -> {};

  private final Database ledger;
  private UnaryOperator<Broker> wire = UnaryOperator.identity();
  KillBooks killBooks;
  KillFlatten flatten;
  KillSweep sweep;
  OrderSender sender;

  KillWorld(Path directory) {
    books = new JournalFixture(directory);
    ledger = TestStore.ledger(directory);
    receipts = new KillReceipts(books.database);
    paper =
        new PaperBroker(
            ledger,
            PaperTerms.shipped(),
            (symbol, notBefore) ->
                notBefore.isAfter(now)
                    ? Optional.empty()
                    : Optional.of(new OpeningBar(symbol, now, new BigDecimal("100"), volume)),
            brokerFaults(),
            delay -> {});
    restart();
  }

  /** The broker as seen through something, from the next restart on. */
  void through(UnaryOperator<Broker> seen) {
    wire = seen;
    restart();
  }

  /** Nothing but books and broker stay. */
  void restart() {
    if (sweep != null) {
      sweep.stop();
      flatten.stop();
    }
    Broker broker = wire.apply(paper);
    BreakerDesk breakers =
        new BreakerDesk(
            books.database,
            ShippedPolicy.engine(),
            new SampleMarks(),
            () -> new BreakerFacts.Control(Stage.WEEK_TWO, TradingMode.PAPER),
            books.clock);
    sender =
        new OrderSender(
            books.journal,
            broker,
            new LastStepGuard(
                new KillWatch(List.of(), Optional.empty(), "p"),
                books.control,
                new ExitBook(books.database)));
    killBooks = new KillBooks(books.database, books.control, books.clock);
    MarketClocks clocks = new MarketClocks(books.database, books.clock);
    sweep = new KillSweep(killBooks, books.queries, clocks, sender, Clock.systemUTC());
    flatten =
        new KillFlatten(
            killBooks,
            new FlattenOrders(
                checks(),
                books.queries,
                new Holdings(books.database),
                sender,
                breakers,
                "PAPER",
                books.clock),
            books.accounts,
            new ReconciliationDesk(
                books.accounts,
                books.queries,
                new CatchUp(books.journal, broker),
                new Reconciler(books.queries, books.accounts, broker),
                breakers,
                clocks),
            new KillScribe(killBooks, receipts),
            Duration.ZERO);
  }

  private FlattenChecks checks() {
    return new FlattenChecks() {
      @Override
      public Optional<Instant> marketNow(String account) {
        return Optional.of(now);
      }

      @Override
      public BigDecimal quantityMax(Order order) {
        return quantityMax;
      }

      @Override
      public CheckResult check(Order order, Instant marketNow) {
        CheckResult result =
            books.check(ShippedPolicy.engine(), Samples.marketAt(marketNow), order).getFirst();
        afterCheck.run();
        return result;
      }
    };
  }

  private BrokerFaults brokerFaults() {
    return new BrokerFaults() {
      @Override
      public Fault next(String clientOrderId) {
        Fault fault = faults.remove(clientOrderId);
        return fault == null ? new Fault.None() : fault;
      }

      @Override
      public Fault nextCancel(String clientOrderId) {
        return deaf.contains(clientOrderId) ? new Fault.Disconnect() : new Fault.None();
      }
    };
  }

  /** A position, made by an order of the sample strategy. */
  void hold(String symbol, String quantity) {
    hold(symbol, quantity, Samples.STRATEGY);
  }

  void hold(String symbol, String quantity, String strategy) {
    String id = "held-" + symbol + "-" + strategy;
    fill(Samples.of(Samples.buy(id, symbol, quantity), Samples.ACCOUNT, strategy));
  }

  /** Sends an order that fills at once. */
  void fill(Order order) {
    books.check(dev.aurora.service.journal.testing.FakeEngine.approving(), order);
    sender.send(order(order.clientOrderId()), TradingMode.PAPER, now);
  }

  /** An order that works and does not fill. */
  void resting(String id, String symbol) {
    fill(Samples.limit(id, symbol, Side.BUY, "10", "1"));
  }

  StoredLatch engage(String scope, KillLevel level) {
    return engage("k-1", scope, level);
  }

  StoredLatch engage(String commandId, String scope, KillLevel level) {
    return books
        .control
        .engage(
            new Latch(
                commandId,
                ControlScope.parse(scope).orElseThrow(),
                level,
                Latch.Kind.LATCH,
                Latch.Source.OPERATOR,
                "olga",
                "odd fills",
                books.clock.instant()))
        .stored();
  }

  KillProgress progress(StoredLatch kill) {
    return sweep.progress(kill);
  }

  /** Looks some times, as the timer would. */
  void look(int times) {
    for (int i = 0; i < times; i++) {
      flatten.look();
    }
  }

  /** The order by which the kill k-1 closes a position. */
  static String key(String symbol, int attempt) {
    return FlattenKey.clientOrderId("k-1", Samples.ACCOUNT, symbol, attempt);
  }

  JournalOrder order(String id) {
    return books.queries.order(id).orElseThrow();
  }

  boolean knows(String id) {
    return books.queries.order(id).isPresent();
  }

  OrderState state(String id) {
    return order(id).state();
  }

  /** Signed units in the books. */
  BigDecimal held(String symbol) {
    return new ExitBook(books.database).held(Samples.ACCOUNT, symbol);
  }

  /** Signed units at the broker. */
  BigDecimal atBroker(String symbol) {
    return paper.positions(Samples.ACCOUNT).orThrow().getOrDefault(symbol, BigDecimal.ZERO);
  }

  PaperLedger.Summary ledger() {
    return new PaperLedger(ledger).summary();
  }

  @Override
  public void close() {
    sweep.stop();
    flatten.stop();
    books.close();
    ledger.close();
  }
}
