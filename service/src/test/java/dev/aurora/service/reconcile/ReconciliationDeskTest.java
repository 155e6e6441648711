package dev.aurora.service.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.breaker.BreakerDesk;
import dev.aurora.service.breaker.Marks;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.broker.reconciliation.Reconciler;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.service.testing.ShippedPolicy;
import dev.aurora.workflows.killswitch.KillLevel;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real books, real paper broker, shipped breakers. Forbidden outcome: the books are wrong, and
 * trading goes on.
 */
class ReconciliationDeskTest {

  private static final Instant NOW = Samples.NOW;

  @TempDir Path directory;
  private JournalFixture books;
  private Database ledger;
  private PaperBroker broker;
  private BreakerDesk breakers;
  private ReconciliationDesk desk;
  private Fault fault = new Fault.None();
  private volatile boolean connected = true;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    ledger = TestStore.ledger(directory);
    BrokerFaults faults =
        new BrokerFaults() {
          @Override
          public Fault next(String clientOrderId) {
            return fault;
          }

          @Override
          public boolean connected() {
            return connected;
          }
        };
    broker =
        new PaperBroker(
            ledger,
            PaperTerms.shipped(),
            (symbol, notBefore) ->
                notBefore.isAfter(NOW)
                    ? Optional.empty()
                    : Optional.of(
                        new OpeningBar(
                            symbol, NOW, new BigDecimal("100"), new BigDecimal("1000000"))),
            faults,
            delay -> {});
    breakers =
        new BreakerDesk(
            books.database,
            ShippedPolicy.engine(),
            new SampleMarks(),
            () -> new BreakerFacts.Control(Stage.WEEK_TWO, TradingMode.PAPER),
            books.clock);
    desk = deskOf(broker);
  }

  private ReconciliationDesk deskOf(Broker asked) {
    return new ReconciliationDesk(
        books.accounts,
        books.queries,
        new CatchUp(books.journal, asked),
        new Reconciler(books.queries, books.accounts, asked),
        breakers,
        new MarketClocks(books.database, books.clock));
  }

  /** The same broker, whose first answer about positions is one of a moment ago. */
  private Broker behindAtFirst() {
    AtomicBoolean behind = new AtomicBoolean(true);
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) ->
                method.getName().equals("positions") && behind.getAndSet(false)
                    ? new Answer.Answered<>(Map.of("AAPL", BigDecimal.ONE))
                    : method.invoke(broker, arguments));
  }

  /**
   * The same broker; the first times that it is asked, each time another order of ours has just
   * been executed, whose sender has not booked it yet.
   *
   * @param question during which that happens
   */
  private Broker executing(String question, int times) {
    AtomicInteger asked = new AtomicInteger();
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(question) && asked.get() < times) {
                executed("busy-" + asked.incrementAndGet());
              }
              return method.invoke(broker, arguments);
            });
  }

  private void executed(String id) {
    Order order = Samples.buy(id, "AAPL", "1");
    books.check(FakeEngine.approving(), order);
    books.journal.beginSend(id, NOW);
    broker.submit(order, NOW);
  }

  /** The same broker; while it is asked for the last time, another process ends a roll. */
  private Broker whileMarketTimeMovesOn() {
    MarketClocks clocks = new MarketClocks(books.database, books.clock);
    clocks.begin(Samples.ACCOUNT, LocalDate.parse("2025-03-03"));
    AtomicInteger asked = new AtomicInteger();
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(broker, arguments);
              if (method.getName().equals("positions") && asked.incrementAndGet() == 2) {
                clocks.rolling(Samples.ACCOUNT, LocalDate.parse("2025-03-04"));
                clocks.rolled(Samples.ACCOUNT, LocalDate.parse("2025-03-04"));
              }
              return answer;
            });
  }

  private static final class SampleMarks implements Marks {

    @Override
    public MarketView at(Instant at, Collection<String> symbols) {
      return Samples.marketAt(at);
    }

    @Override
    public SessionPhase phase(Instant at) {
      return SessionPhase.OPEN;
    }
  }

  @AfterEach
  void close() {
    books.close();
    ledger.close();
  }

  @Test
  void booksThatNothingWasWrittenToAgree() {
    assertThat(desk.reconcileAll())
        .containsExactly(new ReconciliationDesk.Result(Samples.ACCOUNT, true, List.of(), null));
    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void anOrderWhoseAnswerWasLostInACrashIsBookedAndNothingIsABreak() {
    fault = new Fault.SilentAfterAccept();
    Order order = Samples.buy("o-1", "AAPL", "10");
    books.check(FakeEngine.approving(), order);
    books.journal.beginSend("o-1", NOW);
    broker.submit(order, NOW);

    assertThat(desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);

    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.FILLED);
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEmpty();
  }

  @Test
  void aPositionThatTheBooksDoNotKnowTripsTheKillForItsSymbol() {
    broker.submit(Samples.buy("by-hand", "AAPL", "7"), NOW);

    ReconciliationDesk.Result result = desk.reconcileAll().getFirst();

    assertThat(result.answered()).isTrue();
    assertThat(result.breaks()).isNotEmpty();
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT))
        .contains("PAPER-1/POSITION/AAPL", "PAPER-1/CASH/cash");
    StoredLatch latch = books.control.read().inForce().getFirst();
    assertThat(latch.latch().scope()).hasToString("account:PAPER-1/symbol:AAPL");
    assertThat(latch.latch().level()).isEqualTo(KillLevel.BLOCK_AND_CANCEL);
    assertThat(latch.latch().engagedBy()).isEqualTo("rule position-mismatch");
  }

  @Test
  void anOrderThatOnlyTheBrokerHasIsABreakAndNoKill() {
    Order later = Samples.limit("by-hand", "AAPL", Side.BUY, "7", "1");
    broker.submit(later, NOW);

    assertThat(desk.reconcileAll().getFirst().breaks()).hasSize(1);

    assertThat(books.accounts.openBreaks(Samples.ACCOUNT))
        .containsExactly("PAPER-1/ORDER_UNKNOWN_TO_US/by-hand");
    assertThat(books.control.read().inForce()).isEmpty();
  }

  @Test
  void breaksThatAreGoneAreClosedByTheNextLook() {
    broker.submit(Samples.limit("by-hand", "AAPL", Side.BUY, "7", "1"), NOW);
    desk.reconcileAll();
    broker.cancel("by-hand", NOW);

    assertThat(desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEmpty();
  }

  @Test
  void aSilentBrokerIsNoAgreementAndClosesNoBreak() {
    broker.submit(Samples.limit("by-hand", "AAPL", Side.BUY, "7", "1"), NOW);
    desk.reconcileAll();
    connected = false;

    assertThat(desk.reconcileAll()).noneMatch(ReconciliationDesk.Result::answered);
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).hasSize(1);
  }

  @Test
  void anOrderThatMayStillBeOnItsWayStaysUnknown() {
    books.check(FakeEngine.approving(), Samples.buy("o-1", "AAPL", "10"));
    books.journal.beginSend("o-1", NOW);
    books.journal.unknown("o-1", new StateReason("NO_ANSWER", "silence"), NOW);

    assertThat(desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.UNKNOWN);
  }

  @Test
  void aDifferenceThatTheSecondLookDoesNotFindIsNoBreakAndNoKill() {
    assertThat(deskOf(behindAtFirst()).reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEmpty();
    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void anotherFillOnItsWayAtEachLookIsNoBreakAndNoKill() {
    assertThat(deskOf(executing("workingOrders", 4)).reconcileAll())
        .allMatch(ReconciliationDesk.Result::clean);
    assertThat(books.queries.fills(Samples.ACCOUNT)).hasSize(4);
    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void anotherFillDuringEachLookIsNoBreakAndNoKill() {
    assertThat(deskOf(executing("positions", 4)).reconcileAll())
        .allMatch(ReconciliationDesk.Result::clean);
    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void fillsThatNeverStopSayNothingAndCloseNoBreak() {
    broker.submit(Samples.buy("by-hand", "AAPL", "7"), NOW);
    desk.reconcileAll();
    List<String> open = books.accounts.openBreaks(Samples.ACCOUNT);
    assertThat(open).isNotEmpty();

    ReconciliationDesk.Result result =
        deskOf(executing("positions", ReconciliationDesk.LOOKS_MAX)).reconcileAll().getFirst();

    assertThat(result.answered()).isFalse();
    assertThat(result.detail()).contains("20 looks");
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEqualTo(open);
  }

  @Test
  void aRealBreakIsFoundWhileFillsComeIn() {
    broker.submit(Samples.buy("by-hand", "AAPL", "7"), NOW);

    deskOf(executing("workingOrders", 4)).reconcileAll();

    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).contains("PAPER-1/POSITION/AAPL");
    assertThat(books.control.read().inForce()).hasSize(1);
  }

  @Test
  void whatBothLooksSawWhileAnotherProcessMovedTheMarketOnIsNoBreak() {
    broker.submit(Samples.buy("by-hand", "AAPL", "7"), NOW);

    ReconciliationDesk.Result result = deskOf(whileMarketTimeMovesOn()).reconcileAll().getFirst();

    assertThat(result.answered()).isFalse();
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEmpty();
    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void theStartWaitsUntilTheBrokerAnswers() throws InterruptedException {
    connected = false;
    Thread start = Thread.ofVirtual().start(() -> new FirstReconciliation(desk).await());

    assertThat(start.join(Duration.ofMillis(300))).as("went on without an answer").isFalse();
    connected = true;

    assertThat(start.join(Duration.ofSeconds(30))).isTrue();
  }
}
