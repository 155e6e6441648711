package dev.aurora.service.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.kill.KillReceipt;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.sweep.KillProgress.State;
import dev.aurora.workflows.killswitch.KillLevel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcomes: a kill sells twice, sells what it can't know, or says that it is flat when it
 * is not. Real books, real policy, real paper broker.
 */
class KillFlattenTest {

  private static final KillLevel FLATTEN = KillLevel.BLOCK_CANCEL_AND_FLATTEN;

  @TempDir Path directory;
  private KillWorld world;

  @BeforeEach
  void open() {
    world = new KillWorld(directory);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void closesThePositionsOfItsScopeAndLeavesOthersAlone() {
    world.hold("AAPL", "30");
    world.hold("MSFT", "20");
    StoredLatch kill = world.engage("symbol:AAPL", FLATTEN);

    world.look(3);

    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
    assertThat(world.atBroker("AAPL")).isZero();
    assertThat(world.held("AAPL")).isZero();
    assertThat(world.atBroker("MSFT")).isEqualByComparingTo("20");
    assertThat(world.order(KillWorld.key("AAPL", 1)).state()).isEqualTo(OrderState.FILLED);
  }

  @Test
  void aShortPositionIsBoughtBack() {
    world.fill(Samples.sell("short", "AAPL", "30"));
    StoredLatch kill = world.engage("firm", FLATTEN);

    world.look(3);

    assertThat(world.order(KillWorld.key("AAPL", 1)).side()).isEqualTo(Side.BUY);
    assertThat(world.atBroker("AAPL")).isZero();
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aKillThatOnlyCancelsClosesNothing() {
    world.hold("AAPL", "30");
    StoredLatch kill = world.engage("firm", KillLevel.BLOCK_AND_CANCEL);

    world.look(3);

    assertThat(world.held("AAPL")).isEqualByComparingTo("30");
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void nothingIsClosedWhileACancelIsUnanswered() {
    world.hold("AAPL", "30");
    world.hold("MSFT", "20");
    world.resting("rests", "AAPL");
    world.deaf.add("rests");
    StoredLatch kill = world.engage("firm", FLATTEN);
    world.sweep.start();

    world.look(5);

    assertThat(world.ledger().orders()).isEqualTo(3);
    assertThat(world.held("MSFT")).isEqualByComparingTo("20");
    KillProgress progress = world.progress(kill);
    assertThat(progress.state()).isEqualTo(State.INCOMPLETE);
    assertThat(progress.open())
        .extracting(KillProgress.Open::clientOrderId)
        .containsExactly("rests");
    assertThat(progress.held())
        .extracting(KillProgress.Held::symbol)
        .containsExactly("AAPL", "MSFT");
    assertThat(progress.held().getFirst().detail()).contains("1 orders of the scope");

    world.deaf.clear();
    until(() -> world.state("rests") == OrderState.CANCELLED);
    world.look(4);
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void nothingIsClosedInASymbolInWhichAnOutcomeIsUnknown() {
    world.hold("AAPL", "30");
    world.hold("MSFT", "20");
    world.books.check(FakeEngine.approving(), Samples.limit("lost", "AAPL", Side.BUY, "10", "1"));
    world.books.journal.beginSend("lost", world.now);
    world.books.journal.unknown("lost", new StateReason("NO_ANSWER", "silence"), world.now);
    StoredLatch kill = world.engage("firm", FLATTEN);

    world.look(5);

    assertThat(world.atBroker("MSFT")).isZero();
    assertThat(world.atBroker("AAPL")).isEqualByComparingTo("30");
    assertThat(world.knows(KillWorld.key("AAPL", 1))).isFalse();
    KillProgress progress = world.progress(kill);
    assertThat(progress.state()).isEqualTo(State.INCOMPLETE);
    assertThat(progress.held())
        .containsExactly(
            new KillProgress.Held(
                Samples.ACCOUNT,
                "AAPL",
                BigDecimal.valueOf(30),
                "lost may still fill, it is UNKNOWN"));
  }

  @Test
  void nothingIsClosedWhileBooksAndBrokerDiffer() {
    world.hold("AAPL", "30");
    world.paper.submit(Samples.buy("by-hand", "AAPL", "7"), world.now);
    StoredLatch kill = world.engage("firm", FLATTEN);

    world.look(3);

    assertThat(world.knows(KillWorld.key("AAPL", 1))).isFalse();
    assertThat(world.progress(kill).held().getFirst().detail()).contains("books and broker differ");
  }

  @Test
  void itsOwnOrdersAreNotTakenBackByItsOwnSweep() {
    world.hold("AAPL", "30");
    world.volume = new BigDecimal("100");
    world.engage("firm", FLATTEN);
    world.engage("k-2", "account:" + Samples.ACCOUNT, KillLevel.BLOCK_AND_CANCEL);
    world.sweep.start();

    world.look(2);
    Waiting.pause(Duration.ofMillis(500));

    assertThat(world.state(KillWorld.key("AAPL", 1))).isEqualTo(OrderState.PARTIALLY_FILLED);
  }

  @Test
  void twoKillsOfOnePositionSellItOnce() {
    world.hold("AAPL", "30");
    StoredLatch firm = world.engage("k-1", "firm", FLATTEN);
    StoredLatch symbol = world.engage("k-2", "symbol:AAPL", FLATTEN);

    world.look(4);

    assertThat(world.ledger().orders()).isEqualTo(2);
    assertThat(world.atBroker("AAPL")).isZero();
    assertThat(world.progress(firm).state()).isEqualTo(State.CONFIRMED);
    assertThat(world.progress(symbol).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void diedAfterTheCheckItSendsOnce() {
    world.hold("AAPL", "30");
    world.engage("firm", FLATTEN);
    world.afterCheck = dyingOnce();
    assertThatThrownBy(() -> world.look(1)).isInstanceOf(Died.class);
    assertThat(world.state(KillWorld.key("AAPL", 1))).isEqualTo(OrderState.APPROVED);

    world.restart();
    world.look(4);

    assertSoldOnce();
  }

  @Test
  void diedBeforeTheWireItSendsOnce() {
    world.hold("AAPL", "30");
    world.engage("firm", FLATTEN);
    diesAt("submit", false);
    assertThatThrownBy(() -> world.look(1)).isInstanceOf(Died.class);
    assertThat(world.state(KillWorld.key("AAPL", 1))).isEqualTo(OrderState.IN_FLIGHT);

    world.restart();
    world.look(4);

    assertSoldOnce();
  }

  @Test
  void diedBeforeTheAnswerItSendsOnce() {
    world.hold("AAPL", "30");
    world.engage("firm", FLATTEN);
    diesAt("submit", true);
    assertThatThrownBy(() -> world.look(1)).isInstanceOf(Died.class);
    assertThat(world.state(KillWorld.key("AAPL", 1))).isEqualTo(OrderState.IN_FLIGHT);

    world.restart();
    world.look(4);

    assertSoldOnce();
  }

  @Test
  void anOrderWhoseAnswerNeverCameIsAskedForAndNeverSentAgain() {
    world.hold("AAPL", "30");
    world.faults.put(KillWorld.key("AAPL", 1), new Fault.SilentAfterAccept());
    StoredLatch kill = world.engage("firm", FLATTEN);

    world.look(1);
    assertThat(world.state(KillWorld.key("AAPL", 1))).isEqualTo(OrderState.UNKNOWN);
    assertThat(world.progress(kill).state()).isEqualTo(State.INCOMPLETE);
    world.look(4);

    assertSoldOnce();
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aPartialFillIsFollowedByExactlyTheRest() {
    world.hold("AAPL", "100");
    world.volume = new BigDecimal("400");
    StoredLatch kill = world.engage("firm", FLATTEN);
    world.look(2);
    assertThat(world.state(KillWorld.key("AAPL", 1))).isEqualTo(OrderState.PARTIALLY_FILLED);
    assertThat(world.knows(KillWorld.key("AAPL", 2))).isFalse();

    world.paper.cancel(KillWorld.key("AAPL", 1), world.now);
    world.volume = new BigDecimal("1000000");
    world.look(4);

    assertThat(world.order(KillWorld.key("AAPL", 2)).order().quantity()).isEqualByComparingTo("60");
    assertThat(world.atBroker("AAPL")).isZero();
    assertThat(world.knows(KillWorld.key("AAPL", 3))).isFalse();
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aRejectedAttemptIsNamedAndTriedAgainUnderTheNextNumberAfterAWhile() {
    world.hold("AAPL", "30");
    world.faults.put(KillWorld.key("AAPL", 1), new Fault.Reject());
    StoredLatch kill = world.engage("firm", FLATTEN);
    world.look(5);
    assertThat(world.knows(KillWorld.key("AAPL", 2))).isFalse();
    assertThat(world.progress(kill).held().getFirst().detail())
        .contains("REJECTED", "REFUSED", "tried again later");

    world.books.clock.advance(Duration.ofSeconds(6));
    world.now = world.now.plusSeconds(6);
    world.look(4);

    assertThat(world.state(KillWorld.key("AAPL", 2))).isEqualTo(OrderState.FILLED);
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aPositionAboveWhatOneOrderMayHaveIsClosedByOneAfterTheOther() {
    world.hold("AAPL", "100");
    world.quantityMax = new BigDecimal("60");
    StoredLatch kill = world.engage("firm", FLATTEN);

    world.look(5);

    assertThat(world.order(KillWorld.key("AAPL", 1)).filled()).isEqualByComparingTo("60");
    assertThat(world.order(KillWorld.key("AAPL", 2)).filled()).isEqualByComparingTo("40");
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void reportsConfirmedOnlyWhenTheBrokerSaysFlat() {
    AtomicBoolean lies = new AtomicBoolean();
    world.through(
        broker ->
            seen(
                broker,
                (method, call) ->
                    method.equals("positions") && lies.get()
                        ? new Answer.Answered<>(Map.of("AAPL", BigDecimal.valueOf(5)))
                        : call.get()));
    world.hold("AAPL", "30");
    StoredLatch kill = world.engage("firm", FLATTEN);
    world.look(1);
    lies.set(true);

    world.look(3);

    assertThat(world.held("AAPL")).isZero();
    assertThat(world.progress(kill).state()).isEqualTo(State.INCOMPLETE);
    assertThat(world.progress(kill).sentence()).contains("the broker has not confirmed it yet");
    assertThat(world.receipts.receipts(null)).isEmpty();
    lies.set(false);
    world.look(2);
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aFillThatComesAfterwardsIsClosedAndConfirmedAnew() {
    world.hold("AAPL", "30");
    StoredLatch kill = world.engage("firm", FLATTEN);
    world.look(3);
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
    world.books.check(FakeEngine.approving(), Samples.buy("late", "AAPL", "5"));
    world.books.journal.beginSend("late", world.now);
    world.books.journal.block("late", new StateReason("k-1", "kill"), world.now);
    world.paper.submit(world.order("late").order(), world.now);

    world.paper.executions("late").orThrow().stream()
        .map(dev.aurora.service.sweep.KillFlattenTest::booked)
        .forEach(world.books.journal::bookFill);
    assertThat(world.progress(kill).state()).isEqualTo(State.INCOMPLETE);
    world.books.clock.advance(Duration.ofSeconds(1));
    world.look(4);

    assertThat(world.atBroker("AAPL")).isZero();
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
    assertThat(world.receipts.receipts("k-1"))
        .extracting(KillReceipt::occasion)
        .containsExactly(KillReceipt.Occasion.CONFIRMED, KillReceipt.Occasion.CONFIRMED);
  }

  @Test
  void ofAPositionOfTwoStrategiesAKillOfOneClosesNothingAndSaysSo() {
    world.hold("AAPL", "30", "momentum");
    world.hold("AAPL", "10", "reversal");
    world.hold("MSFT", "20", "momentum");
    StoredLatch kill = world.engage("strategy:momentum", FLATTEN);

    world.look(4);

    assertThat(world.atBroker("AAPL")).isEqualByComparingTo("40");
    assertThat(world.atBroker("MSFT")).isZero();
    assertThat(world.progress(kill).state()).isEqualTo(State.INCOMPLETE);
    assertThat(world.progress(kill).held())
        .containsExactly(
            new KillProgress.Held(
                Samples.ACCOUNT,
                "AAPL",
                BigDecimal.valueOf(40),
                "the books can't tell how much of it is of strategy:momentum"));
  }

  @Test
  void whatAnotherStrategyHoldsIsNoneOfAStrategysKill() {
    world.hold("AAPL", "30", "reversal");
    StoredLatch kill = world.engage("strategy:momentum", FLATTEN);

    world.look(3);

    assertThat(world.atBroker("AAPL")).isEqualByComparingTo("30");
    assertThat(world.progress(kill).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void aKillThatIsEasedClosesNothingMore() {
    world.hold("AAPL", "30");
    world.engage("firm", FLATTEN);
    world.books.control.release("k-1", "olga, ben", "checked", world.books.clock.instant());

    world.look(3);

    assertThat(world.atBroker("AAPL")).isEqualByComparingTo("30");
    assertThat(world.knows(KillWorld.key("AAPL", 1))).isFalse();
  }

  private void assertSoldOnce() {
    assertThat(world.atBroker("AAPL")).isZero();
    assertThat(world.ledger()).isEqualTo(new PaperLedger.Summary(2, 0, 2));
  }

  private static dev.aurora.service.journal.order.Fill booked(
      dev.aurora.service.broker.Execution execution) {
    return dev.aurora.service.broker.reconciliation.BrokerFills.fill("PAPER", execution);
  }

  /** The process dies; nothing after it runs. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Runnable dyingOnce() {
    AtomicBoolean dead = new AtomicBoolean();
    return () -> {
      if (!dead.getAndSet(true)) {
        throw new Died();
      }
    };
  }

  /** Dies at a call of the broker, before it or right after what it did. */
  private void diesAt(String method, boolean afterwards) {
    Runnable death = dyingOnce();
    world.through(
        broker ->
            seen(
                broker,
                (called, call) -> {
                  if (!called.equals(method)) {
                    return call.get();
                  }
                  if (!afterwards) {
                    death.run();
                  }
                  Object answer = call.get();
                  death.run();
                  return answer;
                }));
  }

  private interface Seen {
    Object at(String method, Call call) throws Throwable;
  }

  private interface Call {
    Object get() throws Throwable;
  }

  private static Broker seen(Broker broker, Seen seen) {
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) ->
                seen.at(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(broker, arguments);
                      } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                      }
                    }));
  }

  private static void until(BooleanSupplier holds) {
    assertThat(Waiting.until(holds, Duration.ofSeconds(20), Duration.ofMillis(20))).isTrue();
  }
}
