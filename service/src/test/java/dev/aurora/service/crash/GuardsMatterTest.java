package dev.aurora.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.order.OrderSender;
import dev.aurora.workflows.killswitch.KillLevel;
import dev.aurora.workflows.order.OrderKey;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each guard seen to matter: with it the forbidden outcome does not appear, and the same steps with
 * that guard alone switched off let it appear. The broker takes every message for a new order, so
 * that nothing but the guard stands between a repeat and a duplicate.
 *
 * <p>The durable database URL has its pair of tests in {@link
 * dev.aurora.service.journal.crash.NoCommittedOrderIsLostIT}.
 */
class GuardsMatterTest {

  private static final Instant NOW = Samples.NOW;
  private static final Duration LONG_PAUSE = Duration.ofDays(2);

  @TempDir Path directory;

  private final CountingBroker broker = new CountingBroker();
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
  }

  @AfterEach
  void close() {
    books.close();
  }

  // The client order id: a pure function of what the order is for

  @Test
  void oneKeyForEveryAttemptSendsOneOrder() {
    OrderKey key =
        new OrderKey(
            "PAPER-1", "momentum", LocalDate.parse("2025-03-03"), "AAPL", OrderKey.Leg.OPEN, 1);

    dieAfterSendingAndComeBack(attempt -> key.clientOrderId());

    assertThat(broker.orders()).hasSize(1);
  }

  @Test
  void aKeyOfItsOwnForEachAttemptSendsTheOrderTwice() {
    dieAfterSendingAndComeBack(attempt -> "random-" + attempt);

    assertThat(broker.orders()).hasSize(2);
  }

  // The look-up before a resend

  @Test
  void whatMayHaveBeenSentIsAskedForAndNotSentAgain() {
    approve("o-1");
    dieBeforeTheAnswer("o-1", broker);

    sender(broker).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(broker.orders()).hasSize(1);
    assertThat(order("o-1").state()).isEqualTo(OrderState.WORKING);
  }

  @Test
  void withoutTheLookUpTheOrderIsSentTwice() {
    CountingBroker neverSeen =
        new CountingBroker() {
          @Override
          public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
            return new Answer.Answered<>(Optional.empty());
          }
        };
    approve("o-1");
    dieBeforeTheAnswer("o-1", neverSeen);

    sender(neverSeen).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(neverSeen.orders()).hasSize(2);
  }

  // validUntil

  @Test
  void anOrderPastItsTimeExpiresAfterALongPause() {
    approve("o-1");

    sender(broker).send(order("o-1"), TradingMode.PAPER, NOW.plus(LONG_PAUSE));

    assertThat(order("o-1").state()).isEqualTo(OrderState.EXPIRED);
    assertThat(broker.orders()).isEmpty();
  }

  @Test
  void withoutValidUntilAStaleOrderIsSentAfterALongPause() {
    approve("o-1");

    sender(broker).send(forEver(order("o-1")), TradingMode.PAPER, NOW.plus(LONG_PAUSE));

    assertThat(broker.orders()).hasSize(1);
  }

  // The look at the kill immediately before the wire

  @Test
  void anOrderCheckedBeforeAKillIsBlockedAfterIt() {
    approve("o-1");
    kill();

    sender(broker).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(order("o-1").state()).isEqualTo(OrderState.BLOCKED);
    assertThat(broker.orders()).isEmpty();
  }

  @Test
  void withoutTheLastLookAnOrderCheckedBeforeAKillIsSentAfterIt() {
    approve("o-1");
    kill();
    LastStepGuard blind =
        new LastStepGuard(noKillAtHand(), books.control) {
          @Override
          public Optional<BlockReason> block(Order order, boolean reducer) {
            return Optional.empty();
          }
        };

    new OrderSender(books.journal, broker, blind).send(order("o-1"), TradingMode.PAPER, NOW);

    assertThat(broker.orders()).hasSize(1);
  }

  // Check and reserve: one transaction under the account's lock

  @Test
  void roomIsSpentOnceWhenCheckAndReserveAreOneStep() {
    FakeEngine engine = FakeEngine.denyingIf("position-long-max", GuardsMatterTest::isTooMuch);

    books.check(engine, Samples.buy("one", "AAPL", "20"));
    books.check(engine, Samples.buy("other", "AAPL", "19"));

    assertThat(order("one").state()).isEqualTo(OrderState.APPROVED);
    assertThat(order("other").state()).isEqualTo(OrderState.DENIED);
  }

  @Test
  void roomIsSpentTwiceWhenBothCheckBeforeEitherReserves() {
    FakeEngine engine = FakeEngine.denyingIf("position-long-max", GuardsMatterTest::isTooMuch);
    Order one = Samples.buy("one", "AAPL", "20");
    Order other = Samples.buy("other", "AAPL", "19");
    boolean oneMay = engine.evaluate(factsNow(one)).approved();
    boolean otherMay = engine.evaluate(factsNow(other)).approved();
    assertThat(List.of(oneMay, otherMay)).containsOnly(true);

    books.check(FakeEngine.approving(), one);
    books.check(FakeEngine.approving(), other);

    assertThat(order("one").leaves().add(order("other").leaves()))
        .isGreaterThan(BigDecimal.valueOf(30));
  }

  /** More than 30 units of the symbol, with all that works. */
  private static boolean isTooMuch(OrderFacts facts) {
    return facts
            .position()
            .quantity()
            .add(facts.position().workingBuy())
            .add(facts.order().quantity())
            .compareTo(BigDecimal.valueOf(30))
        > 0;
  }

  /** What the order would be held against now; the probe is denied and reserves nothing. */
  private OrderFacts factsNow(Order order) {
    return books.factsOf(
        Samples.buy(
            "probe-" + order.clientOrderId(), order.symbol(), order.quantity().toPlainString()));
  }

  /** The worker dies when the order is sent, and another one does the whole step again. */
  private void dieAfterSendingAndComeBack(IntFunction<String> keyOfAttempt) {
    for (int attempt = 1; attempt <= 2; attempt++) {
      String key = keyOfAttempt.apply(attempt);
      // Without an intent, so that the key alone tells that the order is the same.
      books.check(FakeEngine.approving(), Samples.attempt(key, null, "AAPL", "10"));
      sender(broker).send(order(key), TradingMode.PAPER, NOW);
    }
  }

  private void dieBeforeTheAnswer(String id, Broker at) {
    books.journal.beginSend(id, NOW);
    at.submit(order(id).order(), NOW);
  }

  private void approve(String id) {
    books.check(FakeEngine.approving(), Samples.buy(id, "AAPL", "10"));
  }

  private void kill() {
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

  private OrderSender sender(Broker at) {
    return new OrderSender(books.journal, at, new LastStepGuard(noKillAtHand(), books.control));
  }

  private static KillWatch noKillAtHand() {
    return new KillWatch(List.of(), Optional.empty(), "p-1");
  }

  /** The order as it would be if a verdict held for ever. */
  private static JournalOrder forEver(JournalOrder order) {
    return new JournalOrder(
        order.order(),
        order.payloadDigest(),
        order.runKey(),
        order.state(),
        order.stateReason(),
        order.stateSince(),
        order.verdict(),
        order.decisionId(),
        order.entered(),
        order.leaves(),
        order.filled(),
        order.value(),
        order.multiplier(),
        order.fxRate(),
        null,
        order.checkedAt(),
        order.brokerOrderId(),
        order.replacedFilled(),
        order.fillAnomaly());
  }
}
