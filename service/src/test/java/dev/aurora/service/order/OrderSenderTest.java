package dev.aurora.service.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerRelay;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.TransactionObserver;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last step before the wire, on real books and the paper broker's own ledger. */
class OrderSenderTest {

  private static final Instant NOW = Samples.NOW;
  private static final StateReason WHY = new StateReason("cancelled", "by olga: wrong size");

  @TempDir Path directory;

  private JournalFixture books;
  private Database ledgerDatabase;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    ledgerDatabase = TestStore.ledger(directory);
  }

  @AfterEach
  void close() {
    books.close();
    ledgerDatabase.close();
  }

  @Test
  void sendsAnApprovedOrderAndBooksItsFill() {
    approve("o-1");

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.FILLED);
    assertThat(inLedger()).isEqualTo(1);
  }

  /** Temporal gives up an attempt whose heartbeat is late; its thread sends all the same. */
  @Test
  void anAttemptBesideOneThatStillSendsWaitsForItAndSendsNothing() throws InterruptedException {
    approve("o-1");
    CountDownLatch onTheWire = new CountDownLatch(1);
    CountDownLatch arrives = new CountDownLatch(1);
    Broker slow =
        new BrokerRelay(paper(BrokerFaults.NONE)) {
          @Override
          public SubmitResult submit(Order order, Instant at) {
            onTheWire.countDown();
            awaited(arrives);
            return super.submit(order, at);
          }
        };
    OrderSender sender = new OrderSender(books.journal, slow, guard());
    JournalOrder order = order("o-1");

    Thread givenUp = Thread.ofVirtual().start(() -> sender.send(order, TradingMode.PAPER, NOW));
    awaited(onTheWire);
    Thread next = Thread.ofVirtual().start(() -> sender.send(order, TradingMode.PAPER, NOW));
    assertThat(next.join(Duration.ofMillis(300))).as("went on beside it").isFalse();
    arrives.countDown();
    givenUp.join();
    next.join();

    assertThat(new PaperLedger(ledgerDatabase).summary().duplicates()).isZero();
    assertThat(inLedger()).isEqualTo(1);
    assertThat(order("o-1").state()).isEqualTo(OrderState.FILLED);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void aKillBetweenCheckAndWireBlocksTheOrderForEver() {
    approve("o-1");
    engage();

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(order("o-1").stateReason()).contains("odd fills");
    books.control.release("k-1", "olga, ben", "checked", NOW);
    books.control.release("k-1", "olga, ben", "checked", NOW);
    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, NOW);
    assertThat(order("o-1").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(inLedger()).isZero();
  }

  @Test
  void theFlagFileBlocksWithoutAnyLatchInTheBooks() throws IOException {
    approve("o-1");
    Files.createFile(directory.resolve("kill.flag"));

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(inLedger()).isZero();
  }

  @Test
  void theSameKillSwitchedOffInTheTestWouldLetTheOrderThrough() {
    approve("o-1");
    engage();
    LastStepGuard blind =
        new LastStepGuard(new KillWatch(List.of(), Optional.empty(), "p"), books.control) {
          @Override
          public Optional<BlockReason> block(Order order, boolean reducer) {
            return Optional.empty();
          }
        };

    sender(BrokerFaults.NONE, blind).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(inLedger()).isEqualTo(1);
  }

  @Test
  void anUnreadableControlStateBlocks() {
    Database closed = TestStore.open(directory, "elsewhere", Database.JOURNAL_MIGRATIONS);
    closed.close();
    LastStepGuard guard =
        new LastStepGuard(
            new KillWatch(List.of(), Optional.empty(), "p"),
            new dev.aurora.service.journal.control.ControlStore(closed));

    assertThat(guard.block(Samples.buy("o-1", "AAPL", "10"), false))
        .get()
        .extracting(LastStepGuard.BlockReason::code)
        .isEqualTo("control-state-unreadable");
  }

  @Test
  void anOrderPastItsTimeExpiresAndIsNeverSent() {
    approve("o-1");
    Instant late = NOW.plus(Duration.ofDays(2));

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, late);

    assertThat(order("o-1").validUntil()).isBefore(late);
    assertThat(order("o-1").state()).isEqualTo(OrderState.EXPIRED);
    assertThat(inLedger()).isZero();
  }

  @Test
  void inShadowModeNothingIsSent() {
    approve("o-1");

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.SHADOW, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(order("o-1").stateReason()).contains("shadow-mode");
    assertThat(inLedger()).isZero();
  }

  @Test
  void anOrderThatMayHaveLeftIsAskedForAndNeverSentAgain() {
    approve("o-1");
    BrokerFaults silentOnce = BrokerFaults.once(Map.of("o-1", new Fault.SilentAfterAccept()));
    OrderSender sender = sender(silentOnce);

    sender.send(order("o-1"), TradingMode.PAPER, NOW);
    assertThat(order("o-1").state()).isEqualTo(OrderState.UNKNOWN);
    sender.send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.FILLED);
    assertThat(new PaperLedger(ledgerDatabase).summary())
        .isEqualTo(new PaperLedger.Summary(1, 0, 1));
  }

  @Test
  void anOrderThatDiedBeforeTheWireIsSentOnceWhenAskedAgain() {
    approve("o-1");
    books.journal.beginSend("o-1", NOW);

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.FILLED);
    assertThat(inLedger()).isEqualTo(1);
  }

  @Test
  void withoutAConnectionTheOrderWaitsAndNothingIsSaidOfIt() {
    approve("o-1");
    OrderSender sender = sender(BrokerFaults.once(Map.of("o-1", new Fault.Disconnect())));

    assertThatThrownBy(() -> sender.send(order("o-1"), TradingMode.PAPER, NOW))
        .isInstanceOf(BrokerUnavailable.class);
    assertThat(order("o-1").state()).isEqualTo(OrderState.IN_FLIGHT);
    sender.send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.FILLED);
    assertThat(inLedger()).isEqualTo(1);
  }

  private void approve(String id) {
    books.check(FakeEngine.approving(), Samples.buy(id, "AAPL", "10"));
  }

  private void engage() {
    books.control.engage(
        new Latch(
            "k-1",
            ControlScope.FIRM,
            KillLevel.BLOCK,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "olga",
            "odd fills",
            NOW));
  }

  private JournalOrder order(String id) {
    return books.queries.order(id).orElseThrow();
  }

  private long inLedger() {
    return new PaperLedger(ledgerDatabase).summary().orders();
  }

  private OrderSender sender(BrokerFaults faults) {
    return sender(faults, guard());
  }

  private LastStepGuard guard() {
    KillWatch watch =
        new KillWatch(List.of(directory.resolve("kill.flag")), Optional.empty(), "p-1");
    return new LastStepGuard(watch, books.control);
  }

  private OrderSender sender(BrokerFaults faults, LastStepGuard guard) {
    return sender(faults, guard, books.journal);
  }

  private OrderSender sender(BrokerFaults faults, LastStepGuard guard, OrderJournal journal) {
    return new OrderSender(journal, paper(faults), guard);
  }

  private PaperBroker paper(BrokerFaults faults) {
    PriceSource prices =
        (symbol, notBefore) ->
            Optional.of(
                new PriceSource.OpeningBar(
                    symbol, notBefore, BigDecimal.valueOf(100), BigDecimal.valueOf(1_000_000)));
    return new PaperBroker(ledgerDatabase, PaperTerms.shipped(), prices, faults, delay -> {});
  }

  @Test
  void anUnsentOrderThatIsTakenBackFreesItsRoomAndIsNeverSent() {
    approve("o-1");
    OrderSender sender = sender(BrokerFaults.NONE);

    sender.cancel(order("o-1"), WHY, NOW);
    sender.send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.CANCELLED);
    assertThat(order("o-1").leaves()).isZero();
    assertThat(order("o-1").stateReason()).contains("olga");
    assertThat(inLedger()).isZero();
  }

  @Test
  void aRestingOrderEndsWhenTheBrokerConfirms() {
    OrderSender sender = sender(BrokerFaults.NONE);
    resting(sender, "o-1", "10");

    sender.cancel(order("o-1"), WHY, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.CANCELLED);
    assertThat(order("o-1").stateReason()).contains("by olga: wrong size");
  }

  @Test
  void aCancelWithoutAnAnswerEndsNothing() {
    resting(sender(BrokerFaults.NONE), "o-1", "10");
    OrderSender cutOff = sender(disconnected());

    assertThatThrownBy(() -> cutOff.cancel(order("o-1"), WHY, NOW))
        .isInstanceOf(BrokerUnavailable.class);

    assertThat(order("o-1").state()).isEqualTo(OrderState.WORKING);
    assertThat(order("o-1").leaves()).isEqualByComparingTo("10");
  }

  @Test
  void executionsThatAreNotToldOfOneOrderKeepNoOtherOfItsMessageUnbooked() {
    List<String> ids = List.of("o-1", "o-2", "o-3");
    OrderSender open = sender(BrokerFaults.NONE);
    ids.forEach(id -> resting(open, id, "10"));
    Broker silentOnSecond =
        new BrokerRelay(paper(BrokerFaults.NONE)) {
          @Override
          public Answer<List<Execution>> executions(String clientOrderId) {
            return clientOrderId.equals("o-2")
                ? new Answer.Unavailable<>(Outage.NO_ANSWER, "no executions")
                : super.executions(clientOrderId);
          }
        };
    OrderSender sender = new OrderSender(books.journal, silentOnSecond, guard());
    List<CancelResult> answers = sender.askToEnd(ids, NOW);

    assertThatThrownBy(() -> sender.bookEnds(answers, NOW)).isInstanceOf(BrokerUnavailable.class);

    assertThat(ids.stream().map(id -> order(id).state()))
        .containsExactly(OrderState.CANCELLED, OrderState.WORKING, OrderState.CANCELLED);
  }

  @Test
  void anOrderThatTheBrokerDoesNotKnowYetIsNotTakenForCancelled() {
    approve("o-1");
    books.journal.beginSend("o-1", NOW);

    sender(BrokerFaults.NONE).cancel(order("o-1"), WHY, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.IN_FLIGHT);
    assertThat(order("o-1").leaves()).isPositive();
  }

  @Test
  void anOrderOfUnknownOutcomeIsNeverSentAgain() {
    approve("o-1");
    books.journal.beginSend("o-1", NOW);
    books.journal.unknown("o-1", new StateReason("NO_ANSWER", "silence"), NOW);

    sender(BrokerFaults.NONE).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.UNKNOWN);
    assertThat(inLedger()).isZero();
  }

  @Test
  void aReplacementIsNeverSentBesideWhatItReplaces() {
    OrderSender sender = sender(BrokerFaults.NONE);
    resting(sender, "o-1", "10");
    books.check(FakeEngine.approving(), replacing("o-2", "o-1", "12"));

    sender.send(order("o-2"), TradingMode.PAPER, NOW);

    assertThat(order("o-2").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(order("o-2").stateReason()).contains("o-1 may still fill");
    assertThat(inLedger()).isEqualTo(1);
  }

  @Test
  void aReplacementGoesOutWhenWhatItReplacesIsTakenBack() {
    OrderSender sender = sender(BrokerFaults.NONE);
    resting(sender, "o-1", "10");
    books.check(FakeEngine.approving(), replacing("o-2", "o-1", "12"));
    sender.cancel(order("o-1"), WHY, NOW);

    sender.send(order("o-2"), TradingMode.PAPER, NOW);

    assertThat(order("o-2").state()).isEqualTo(OrderState.WORKING);
  }

  @Test
  void aKillDuringTheLookAtWhatAReplacementReplacesBlocksIt() {
    OrderSender sender = sender(BrokerFaults.NONE);
    resting(sender, "o-1", "10");
    books.check(FakeEngine.approving(), replacing("o-2", "o-1", "12"));
    sender.cancel(order("o-1"), WHY, NOW);
    KillAfter killing = new KillAfter(2); // the outbox row, then what it replaces

    sender(
            BrokerFaults.NONE,
            guard(),
            new OrderJournal(books.database.observedBy(killing), books.clock))
        .send(order("o-2"), TradingMode.PAPER, NOW);

    assertThat(order("o-2").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(inLedger()).isEqualTo(1);
  }

  /** Engages a kill when so many transactions of somebody else have ended. */
  private final class KillAfter implements TransactionObserver {

    private int left;

    KillAfter(int transactions) {
      left = transactions;
    }

    @Override
    public void beforeCommit(Handle handle) {}

    @Override
    public void afterCommit() {
      if (--left == 0) {
        engage();
      }
    }
  }

  @Test
  void aReplacementIsNotSentWhenWhatItReplacesFilledMeanwhile() {
    OrderSender sender = sender(BrokerFaults.NONE);
    resting(sender, "o-1", "10");
    books.check(FakeEngine.approving(), replacing("o-2", "o-1", "12"));
    books.journal.bookFill(
        JournalFixture.fill("x-1", "o-1", "AAPL", Side.BUY, new BigDecimal("4"), "1", "0", NOW));
    sender.cancel(order("o-1"), WHY, NOW);

    sender.send(order("o-2"), TradingMode.PAPER, NOW);

    assertThat(order("o-2").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(order("o-2").stateReason()).contains("filled up to 4 units meanwhile, up to 0");
    assertThat(inLedger()).isEqualTo(1);
  }

  @Test
  void aReplacementOfAnOrderThatHadEndedIsNotSent() {
    OrderSender sender = sender(BrokerFaults.NONE);
    resting(sender, "o-1", "10");
    sender.cancel(order("o-1"), WHY, NOW);
    books.check(FakeEngine.approving(), replacing("o-2", "o-1", "12"));

    sender.send(order("o-2"), TradingMode.PAPER, NOW);

    assertThat(order("o-2").stateReason()).contains("was not live when this was checked");
  }

  private void resting(OrderSender sender, String id, String quantity) {
    books.check(FakeEngine.approving(), Samples.limit(id, "AAPL", Side.BUY, quantity, "1"));
    sender.send(order(id), TradingMode.PAPER, NOW);
    assertThat(order(id).state()).isEqualTo(OrderState.WORKING);
  }

  private static Order replacing(String id, String old, String quantity) {
    return Samples.order(
        id, "i-" + id, "AAPL", Side.BUY, OrderType.LIMIT, quantity, BigDecimal.ONE, old);
  }

  private static BrokerFaults disconnected() {
    return new BrokerFaults() {
      @Override
      public Fault next(String clientOrderId) {
        return new Fault.Disconnect();
      }

      @Override
      public boolean connected() {
        return false;
      }
    };
  }
}
