package dev.aurora.service.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerRelay;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.action.MarketClocks;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.kill.ExitBook;
import dev.aurora.service.journal.kill.ManualExit;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.sweep.KillProgress.State;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcome: a kill that takes back leaves an order live and does not name it. Real books,
 * real paper broker.
 */
class KillSweepTest {

  private static final Instant NOW = Samples.NOW;

  @TempDir Path directory;
  private JournalFixture books;
  private Database ledger;
  private OrderSender sender;
  private KillSweep sweep;

  /** Orders whose cancel does not get through. */
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    ledger = Database.open(DatabaseUrl.file(directory, "paper"), Database.PAPER_MIGRATIONS);
    PaperBroker broker =
        new PaperBroker(
            ledger,
            PaperTerms.shipped(),
            (symbol, notBefore) ->
                notBefore.isAfter(NOW)
                    ? Optional.empty()
                    : Optional.of(
                        new OpeningBar(
                            symbol, NOW, new BigDecimal("100"), new BigDecimal("1000000"))),
            faults(),
            delay -> {});
    sender =
        new OrderSender(
            books.journal,
            broker,
            new LastStepGuard(new KillWatch(List.of(), Optional.empty(), "p"), books.control));
    sweep =
        new KillSweep(
            new KillBooks(books.database, books.control, books.clock),
            books.queries,
            new MarketClocks(books.database, books.clock),
            sender,
            Clock.systemUTC()); // the books' clock stands still, and no cancel would grow old
  }

  @AfterEach
  void close() {
    sweep.stop();
    books.close();
    ledger.close();
  }

  @Test
  void takesBackEveryWorkingOrderOfItsScopeAndNoOther() {
    resting("a-1", "AAPL");
    resting("a-2", "AAPL");
    resting("m-1", "MSFT");
    StoredLatch kill = engage("symbol:AAPL", KillLevel.BLOCK_AND_CANCEL);
    assertThat(sweep.progress(kill).state()).isEqualTo(State.INCOMPLETE);

    sweep.start();

    until(() -> sweep.progress(kill).state() == State.CONFIRMED);
    assertThat(state("a-1")).isEqualTo(OrderState.CANCELLED);
    assertThat(state("a-2")).isEqualTo(OrderState.CANCELLED);
    assertThat(state("m-1")).isEqualTo(OrderState.WORKING);
  }

  @Test
  void aPreviewSaysWhatAKillWouldFindAndEngagesNothing() {
    books.trade(Samples.buy("held", "AAPL", "30"), "90");
    resting("a-1", "AAPL");
    resting("m-1", "MSFT");
    KillPreviews previews =
        new KillPreviews(
            new KillBooks(books.database, books.control, books.clock),
            books.queries,
            new MarketClocks(books.database, books.clock),
            new SampleMarks());

    KillPreview preview =
        previews.preview(
            ControlScope.parse("symbol:AAPL").orElseThrow(), KillLevel.BLOCK_CANCEL_AND_FLATTEN);

    assertThat(preview)
        .isEqualTo(
            new KillPreview(
                "symbol:AAPL",
                KillLevel.BLOCK_CANCEL_AND_FLATTEN,
                true,
                true,
                List.of(working("a-1")),
                List.of(
                    new KillPreview.Held(
                        Samples.ACCOUNT,
                        "AAPL",
                        BigDecimal.valueOf(30),
                        Side.SELL,
                        BigDecimal.valueOf(100),
                        BigDecimal.valueOf(3000),
                        true))));
    assertThat(books.control.read().inForce()).isEmpty();
  }

  @Test
  void namesExactlyTheOrdersThatTheBrokerDoesNotConfirmAndAsksAgain() {
    resting("a-1", "AAPL");
    resting("a-2", "AAPL");
    resting("a-3", "AAPL");
    deaf.addAll(Set.of("a-1", "a-3"));
    StoredLatch kill = engage("firm", KillLevel.BLOCK_AND_CANCEL);

    sweep.start();

    until(() -> state("a-2") == OrderState.CANCELLED);
    assertThat(sweep.progress(kill))
        .isEqualTo(new KillProgress(State.INCOMPLETE, List.of(working("a-1"), working("a-3"))));
    deaf.clear();
    until(() -> sweep.progress(kill).state() == State.CONFIRMED);
  }

  @Test
  void whoAskedAndWhyIsKeptWithEachOrderOfAChunk() {
    resting("a-1", "AAPL");
    resting("m-1", "MSFT");
    engage("firm", KillLevel.BLOCK_AND_CANCEL);

    sweep.start();

    until(() -> state("a-1") == OrderState.CANCELLED && state("m-1") == OrderState.CANCELLED);
    assertThat(List.of(order("a-1"), order("m-1")))
        .extracting(JournalOrder::stateReason)
        .allSatisfy(reason -> assertThat(reason).contains("as asked for", "k-1", "odd fills"));
  }

  @Test
  void aBrokerThatTakesOneOrderAMessageIsAskedForEach() {
    try (KillWorld world = new KillWorld(directory.resolve("world"))) {
      world.through(PlainWire::new);
      List.of("a-1", "a-2", "a-3").forEach(id -> world.resting(id, "AAPL"));
      StoredLatch kill = world.engage("firm", KillLevel.BLOCK_AND_CANCEL);
      world.sweep.start();

      until(() -> world.progress(kill).open().isEmpty());
      assertThat(world.state("a-3")).isEqualTo(OrderState.CANCELLED);
    }
  }

  @Test
  void anOrderWhoseEndCantBeBookedKeepsNoOtherOfItsMessageFromIt() {
    try (KillWorld world = new KillWorld(directory.resolve("world"))) {
      List.of("a-1", "a-2", "a-3").forEach(id -> world.resting(id, "AAPL"));
      world.through(UnreadableExecutions::new);
      StoredLatch kill = world.engage("firm", KillLevel.BLOCK_AND_CANCEL);
      world.sweep.start();

      until(() -> world.progress(kill).open().size() == 1);
      assertThat(world.progress(kill).open())
          .extracting(KillProgress.Open::clientOrderId)
          .containsExactly("a-2");
      assertThat(world.progress(kill).state()).isEqualTo(State.INCOMPLETE);
      assertThat(world.state("a-1")).isEqualTo(OrderState.CANCELLED);
    }
  }

  @Test
  void anOrderThatCantBeAskedForKeepsNoOtherOfItsMessageFromIt() {
    try (KillWorld world = new KillWorld(directory.resolve("world"))) {
      List.of("a-1", "a-2", "a-3").forEach(id -> world.resting(id, "AAPL"));
      FailingCancel[] wire = new FailingCancel[1];
      world.through(broker -> wire[0] = new FailingCancel(broker));
      StoredLatch kill = world.engage("firm", KillLevel.BLOCK_AND_CANCEL);
      world.sweep.start();

      until(() -> world.progress(kill).open().size() == 1);
      assertThat(world.state("a-2")).isEqualTo(OrderState.WORKING);
      wire[0].fails = false;
      until(() -> world.progress(kill).state() == State.CONFIRMED);
    }
  }

  /** All orders of a message, but asking for one of them fails. */
  private static final class FailingCancel extends BrokerRelay {

    private volatile boolean fails = true;

    FailingCancel(Broker broker) {
      super(broker);
    }

    @Override
    public int cancelsInOneMessage() {
      return 100;
    }

    @Override
    public CancelResult cancel(String clientOrderId, Instant marketNow) {
      if (fails && clientOrderId.equals("a-2")) {
        throw new IllegalStateException("not to be asked for");
      }
      return super.cancel(clientOrderId, marketNow);
    }
  }

  private static class PlainWire extends BrokerRelay {
    PlainWire(Broker broker) {
      super(broker);
    }
  }

  /** All orders of a message, but what was executed of one of them can't be read. */
  private static final class UnreadableExecutions extends BrokerRelay {

    private volatile boolean cancelled;

    UnreadableExecutions(Broker broker) {
      super(broker);
    }

    @Override
    public int cancelsInOneMessage() {
      return 100;
    }

    @Override
    public Answer<List<Execution>> executions(String clientOrderId) {
      if (clientOrderId.equals("a-2") && cancelled) {
        throw new IllegalStateException("not to be read");
      }
      return super.executions(clientOrderId);
    }

    @Override
    public CancelResult cancel(String clientOrderId, Instant marketNow) {
      cancelled = true;
      return super.cancel(clientOrderId, marketNow);
    }
  }

  @Test
  void anOrderThatIsApprovedAndNotSentEndsBlocked() {
    books.check(FakeEngine.approving(), Samples.limit("a-1", "AAPL", Side.BUY, "10", "1"));
    StoredLatch kill = engage("account:" + Samples.ACCOUNT, KillLevel.BLOCK_AND_CANCEL);

    sweep.start();

    until(() -> sweep.progress(kill).state() == State.CONFIRMED);
    assertThat(state("a-1")).isEqualTo(OrderState.BLOCKED);
  }

  @Test
  void anOrderOfUnknownOutcomeKeepsTheKillFromBeingConfirmed() {
    books.check(FakeEngine.approving(), Samples.limit("a-1", "AAPL", Side.BUY, "10", "1"));
    books.journal.beginSend("a-1", NOW);
    StoredLatch kill = engage("firm", KillLevel.BLOCK_AND_CANCEL);

    sweep.start();

    Waiting.pause(Duration.ofMillis(600));
    assertThat(sweep.progress(kill).state()).isEqualTo(State.INCOMPLETE);
    assertThat(sweep.progress(kill).open())
        .singleElement()
        .extracting(KillProgress.Open::state)
        .isEqualTo(OrderState.IN_FLIGHT);
  }

  @Test
  void aBlockAloneLetsWhatWorksGoOnAndSaysSo() {
    resting("a-1", "AAPL");
    StoredLatch kill = engage("firm", KillLevel.BLOCK);

    sweep.start();

    Waiting.pause(Duration.ofMillis(500));
    assertThat(state("a-1")).isEqualTo(OrderState.WORKING);
    assertThat(sweep.progress(kill))
        .isEqualTo(new KillProgress(State.BLOCKED, List.of(working("a-1"))));
  }

  @Test
  void anExitOfTwoPersonsGoesOnWhenItIsNewerThanTheKill() {
    try (KillWorld world = new KillWorld(directory.resolve("world"))) {
      world.hold("AAPL", "60");
      exit(world, "before", "ben");
      world.books.clock.advance(Duration.ofSeconds(1));
      world.engage("firm", KillLevel.BLOCK_AND_CANCEL);
      exit(world, "since", "ben");
      world.sweep.start();

      until(() -> world.state("before") == OrderState.CANCELLED);
      Waiting.pause(Duration.ofMillis(300));
      assertThat(world.state("since")).isEqualTo(OrderState.WORKING);
    }
  }

  /** An exit that works and does not fill. */
  private static void exit(KillWorld world, String id, String second) {
    Order plain = Samples.limit(id, "AAPL", Side.SELL, "10", "500");
    Order exit =
        new Order(
            plain.clientOrderId(),
            plain.intentId(),
            plain.account(),
            plain.strategy(),
            plain.modelVersion(),
            plain.venue(),
            plain.symbol(),
            plain.side(),
            plain.type(),
            plain.quantity(),
            plain.limitPrice(),
            plain.timeInForce(),
            null,
            Origin.MANUAL_EXIT,
            plain.decidedAt(),
            0,
            null,
            false);
    new ExitBook(world.books.database)
        .keep(
            new ManualExit(
                exit, "ann", second, "approval-" + id, "why", world.books.clock.instant()));
    world.fill(exit);
    assertThat(world.state(id)).isEqualTo(OrderState.WORKING);
  }

  @Test
  void aKillLatchedWhileNobodyLivedIsCarriedOutByTheNextStart() {
    resting("a-1", "AAPL");
    engage("firm", KillLevel.BLOCK_AND_CANCEL);

    sweep.start();

    until(() -> state("a-1") == OrderState.CANCELLED);
  }

  private void resting(String id, String symbol) {
    books.check(FakeEngine.approving(), Samples.limit(id, symbol, Side.BUY, "10", "1"));
    sender.send(order(id), TradingMode.PAPER, NOW);
    assertThat(state(id)).isEqualTo(OrderState.WORKING);
  }

  private StoredLatch engage(String scope, KillLevel level) {
    return books
        .control
        .engage(
            new Latch(
                "k-1",
                ControlScope.parse(scope).orElseThrow(),
                level,
                Latch.Kind.LATCH,
                Latch.Source.OPERATOR,
                "olga",
                "odd fills",
                NOW))
        .stored();
  }

  private static KillProgress.Open working(String id) {
    return new KillProgress.Open(
        id, Samples.ACCOUNT, "AAPL", OrderState.WORKING, BigDecimal.TEN.setScale(0));
  }

  private JournalOrder order(String id) {
    return books.queries.order(id).orElseThrow();
  }

  private OrderState state(String id) {
    return order(id).state();
  }

  private static void until(BooleanSupplier holds) {
    assertThat(Waiting.until(holds, Duration.ofSeconds(20), Duration.ofMillis(20))).isTrue();
  }

  private BrokerFaults faults() {
    return new BrokerFaults() {
      @Override
      public Fault next(String clientOrderId) {
        return new Fault.None();
      }

      @Override
      public Fault nextCancel(String clientOrderId) {
        return deaf.contains(clientOrderId) ? new Fault.Disconnect() : new Fault.None();
      }
    };
  }
}
