package dev.aurora.service.broker.paper;

import static dev.aurora.service.journal.testing.Samples.buy;
import static dev.aurora.service.journal.testing.Samples.limit;
import static dev.aurora.service.journal.testing.Samples.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.SubmitResult.Acknowledged;
import dev.aurora.service.broker.SubmitResult.Rejected;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperLedger.Summary;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperBrokerTest {

  private static final Instant MONDAY = Instant.parse("2025-03-03T14:30:00Z");
  private static final Instant TUESDAY = Instant.parse("2025-03-04T14:30:00Z");
  private static final Instant WEDNESDAY = Instant.parse("2025-03-05T14:30:00Z");

  @TempDir Path directory;
  private final TableOfBars bars =
      new TableOfBars()
          .with("AAPL", MONDAY, "100", "1000000")
          .with("AAPL", TUESDAY, "110", "1000000")
          .with("AAPL", WEDNESDAY, "120", "1000000")
          .with("THIN", MONDAY, "10", "50")
          .with("THIN", TUESDAY, "11", "500");
  private Database database;
  private PaperBroker broker;
  private PaperLedger ledger;

  @BeforeEach
  void open() {
    database = TestStore.ledger(directory);
    broker = brokerWith(BrokerFaults.NONE);
    ledger = new PaperLedger(database);
  }

  @AfterEach
  void theLedgerAddsUpAfterEveryTest() {
    assertThat(ledger.verify()).isEmpty();
    database.close();
  }

  @Test
  void fillsAtTheOpenOfTheBarThatOpensNow() {
    SubmitResult result = broker.submit(buy("o-1", "AAPL", "10"), MONDAY);

    assertThat(result)
        .isEqualTo(
            new Acknowledged(order("o-1", "AAPL", Side.BUY, "10", "10", BrokerOrder.State.FILLED)));
    assertThat(broker.executions("o-1").orThrow())
        .containsExactly(
            new Execution(
                "o-1/1",
                1,
                "o-1",
                Samples.ACCOUNT,
                "AAPL",
                Side.BUY,
                new BigDecimal("10"),
                new BigDecimal("100"),
                // 0.3 and 0.7 bps of 1 000.
                new BigDecimal("0.1"),
                MONDAY));
    assertThat(broker.cash(Samples.ACCOUNT).orThrow()).isEqualTo("98999.9");
    assertThat(broker.positions(Samples.ACCOUNT).orThrow())
        .isEqualTo(Map.of("AAPL", new BigDecimal("10")));
  }

  @Test
  void waitsForTheNextBarWhenNoneOpensNow() {
    broker.submit(buy("o-1", "AAPL", "10"), MONDAY.plusSeconds(60));

    assertThat(state("o-1")).isEqualTo(BrokerOrder.State.WORKING);
    assertThat(broker.advance(Samples.ACCOUNT, TUESDAY.minusSeconds(1))).isZero();
    assertThat(broker.advance(Samples.ACCOUNT, TUESDAY)).isEqualTo(1);
    assertThat(broker.executions("o-1").orThrow().getFirst().price()).isEqualTo("110");
  }

  @Test
  void fillsALimitOnlyWhenTheOpenAllowsIt() {
    Order low = goodTillCancelled(limit("o-1", "AAPL", Side.BUY, "10", "99.99"));
    Order atOpen = limit("o-2", "AAPL", Side.BUY, "10", "100");
    Order sellHigh = goodTillCancelled(limit("o-3", "AAPL", Side.SELL, "5", "110"));

    broker.submit(low, MONDAY);
    broker.submit(atOpen, MONDAY);
    broker.submit(sellHigh, MONDAY);
    broker.advance(Samples.ACCOUNT, TUESDAY);

    assertThat(state("o-1")).isEqualTo(BrokerOrder.State.WORKING);
    assertThat(state("o-2")).isEqualTo(BrokerOrder.State.FILLED);
    assertThat(state("o-3")).isEqualTo(BrokerOrder.State.FILLED);
  }

  @Test
  void fillsNoMoreThanItsShareOfTheBarsVolume() {
    Order order = goodTillCancelled(buy("o-1", "THIN", "20"));

    broker.submit(order, MONDAY);
    // A tenth of 50 units.
    assertThat(broker.executions("o-1").orThrow())
        .extracting(Execution::quantity)
        .containsExactly(new BigDecimal("5"));
    broker.advance(Samples.ACCOUNT, TUESDAY);

    assertThat(broker.executions("o-1").orThrow())
        .extracting(Execution::executionId, Execution::quantity, Execution::price)
        .containsExactly(
            tuple("o-1/1", new BigDecimal("5"), new BigDecimal("10")),
            tuple("o-1/2", new BigDecimal("15"), new BigDecimal("11")));
    assertThat(ledger.positions(Samples.ACCOUNT))
        .isEqualTo(Map.of("THIN", new Position(new BigDecimal("20"), new BigDecimal("10.75"))));
  }

  @Test
  void letsTheRestOfADayOrderExpire() {
    broker.submit(buy("o-1", "THIN", "20"), MONDAY);
    broker.submit(buy("o-2", "THIN", "20"), MONDAY);

    broker.advance(Samples.ACCOUNT, TUESDAY);
    assertThat(state("o-1")).isEqualTo(BrokerOrder.State.EXPIRED);
    assertThat(broker.executions("o-1").orThrow()).hasSize(1);
  }

  @Test
  void letsTheRestOfADayOrderExpireAtTheEndOfItsDay() {
    broker.submit(buy("o-1", "THIN", "20"), MONDAY);
    broker.submit(buy("o-2", "AAPL", "1"), MONDAY.plusSeconds(1));

    broker.endDay(Samples.ACCOUNT, MONDAY.plus(Duration.ofHours(6)));

    assertThat(state("o-1")).isEqualTo(BrokerOrder.State.EXPIRED);
    // It came for the next session, and has not met it yet.
    assertThat(state("o-2")).isEqualTo(BrokerOrder.State.WORKING);
  }

  @Test
  void fillsOrEndsAtOnceWhatAsksForIt() {
    broker.submit(with(buy("ioc", "THIN", "20"), TimeInForce.IOC), MONDAY);
    SubmitResult fok = broker.submit(with(buy("fok", "THIN", "20"), TimeInForce.FOK), MONDAY);

    assertThat(broker.lookup("ioc").orThrow())
        .contains(order("ioc", "THIN", Side.BUY, "20", "5", BrokerOrder.State.CANCELLED));
    assertThat(((Rejected) fok).reason()).isEqualTo(RejectReason.NOT_FILLABLE_AT_ONCE);
  }

  @Test
  void rejectsABuyThatCashDoesNotCoverWithItsCosts() {
    // 1 000 units at 100 are exactly all cash: the costs are missing.
    SubmitResult result = broker.submit(buy("o-1", "AAPL", "1000"), MONDAY);

    assertThat(result)
        .isEqualTo(
            new Rejected(
                RejectReason.INSUFFICIENT_CASH,
                "1000 units at 100.000000 need 100010.000000, cash is 100000"));
    assertThat(broker.submit(buy("o-1", "AAPL", "1000"), MONDAY)).isEqualTo(result);
    assertThat(broker.submit(buy("o-2", "AAPL", "999"), MONDAY)).isInstanceOf(Acknowledged.class);
  }

  @Test
  void rejectsWithATypedReasonWhatItCannotTake() {
    Order noQuantity = buy("o-1", "AAPL", "0");
    Order known = buy("o-2", "AAPL", "1");
    broker.submit(known, MONDAY);

    assertThat(((Rejected) broker.submit(noQuantity, MONDAY)).reason())
        .isEqualTo(RejectReason.MALFORMED);
    assertThat(((Rejected) broker.submit(buy("o-2", "AAPL", "2"), MONDAY)).reason())
        .isEqualTo(RejectReason.KEY_USED_FOR_OTHER_ORDER);
    assertThat(broker.positions(Samples.ACCOUNT).orThrow())
        .isEqualTo(Map.of("AAPL", BigDecimal.ONE));
  }

  @Test
  void takesAnOrderOnceAndCountsEachFurtherSubmission() {
    Order order = buy("o-1", "AAPL", "10");
    SubmitResult first = broker.submit(order, MONDAY);

    assertThat(broker.submit(order, MONDAY)).isEqualTo(first);
    assertThat(broker.submit(order, TUESDAY)).isEqualTo(first);

    assertThat(ledger.summary()).isEqualTo(new Summary(1, 2, 1));
  }

  @Test
  void keepsTheAveragePriceRightThroughAReductionAndAFlip() {
    broker.submit(buy("o-1", "AAPL", "10"), MONDAY);
    broker.submit(buy("o-2", "AAPL", "10"), TUESDAY);
    assertThat(held()).isEqualTo(new Position(new BigDecimal("20"), new BigDecimal("105")));

    broker.submit(sell("o-3", "AAPL", "5"), WEDNESDAY);
    assertThat(held()).isEqualTo(new Position(new BigDecimal("15"), new BigDecimal("105")));

    broker.submit(sell("o-4", "AAPL", "25"), WEDNESDAY);
    assertThat(held()).isEqualTo(new Position(new BigDecimal("-10"), new BigDecimal("120")));
  }

  @Test
  void takesBackWhatIsNotFilled() {
    broker.submit(goodTillCancelled(buy("o-1", "THIN", "20")), MONDAY);
    broker.submit(buy("o-2", "AAPL", "1"), MONDAY);

    assertThat(broker.cancel("o-1", MONDAY))
        .isEqualTo(
            new CancelResult.Cancelled(
                order("o-1", "THIN", Side.BUY, "20", "5", BrokerOrder.State.CANCELLED)));
    assertThat(broker.cancel("o-2", MONDAY)).isInstanceOf(CancelResult.HadEnded.class);
    assertThat(broker.cancel("o-3", MONDAY)).isEqualTo(new CancelResult.NotKnown("o-3"));
    assertThat(broker.advance(Samples.ACCOUNT, WEDNESDAY)).isZero();
  }

  @Test
  void answersForEachOrderOfOneMessageOnItsOwn() {
    Set<String> cut = Set.of("o-2");
    Set<String> silent = Set.of("o-3");
    broker =
        brokerWith(
            new BrokerFaults() {
              @Override
              public Fault next(String clientOrderId) {
                return new Fault.None();
              }

              @Override
              public Fault nextCancel(String clientOrderId) {
                if (cut.contains(clientOrderId)) {
                  return new Fault.Disconnect();
                }
                return silent.contains(clientOrderId)
                    ? new Fault.SilentAfterAccept()
                    : new Fault.None();
              }
            });
    for (String id : List.of("o-1", "o-2", "o-3")) {
      broker.submit(limit(id, "AAPL", Side.BUY, "10", "1"), MONDAY);
    }

    List<CancelResult> answers =
        broker.cancelAll(List.of("o-3", "nobody", "o-1", "o-2", "o-1"), MONDAY);

    assertThat(answers).hasSize(5);
    assertThat(answers.get(0)).isInstanceOf(CancelResult.NoAnswer.class);
    assertThat(answers.get(1)).isEqualTo(new CancelResult.NotKnown("nobody"));
    assertThat(answers.get(2)).isInstanceOf(CancelResult.Cancelled.class);
    assertThat(answers.get(3)).isInstanceOf(CancelResult.NoAnswer.class);
    assertThat(state("o-1")).isEqualTo(BrokerOrder.State.CANCELLED);
    assertThat(state("o-2")).isEqualTo(BrokerOrder.State.WORKING);
    assertThat(state("o-3")).isEqualTo(BrokerOrder.State.CANCELLED);
    assertThat(broker.cancelAll(List.of("o-1"), MONDAY))
        .singleElement()
        .isInstanceOf(CancelResult.HadEnded.class);
  }

  @Test
  void holdsAnOrderWhoseAnswerWasLost() {
    broker = brokerWith(BrokerFaults.once(Map.of("o-1", new Fault.SilentAfterAccept())));

    assertThat(broker.submit(buy("o-1", "AAPL", "10"), MONDAY))
        .isEqualTo(new SubmitResult.NoAnswer(Outage.NO_ANSWER, "no answer in time"));

    assertThat(broker.lookup("o-1").orThrow())
        .map(BrokerOrder::state)
        .contains(BrokerOrder.State.FILLED);
    assertThat(ledger.summary()).isEqualTo(new Summary(1, 0, 1));
  }

  @Test
  void neverSeesAnOrderThatWasSentWithoutAConnection() {
    broker = brokerWith(BrokerFaults.once(Map.of("o-1", new Fault.Disconnect())));

    assertThat(broker.submit(buy("o-1", "AAPL", "10"), MONDAY))
        .isInstanceOf(SubmitResult.NotSent.class);
    assertThat(broker.lookup("o-1").orThrow()).isEmpty();
    assertThat(broker.submit(buy("o-1", "AAPL", "10"), MONDAY)).isInstanceOf(Acknowledged.class);
    assertThat(ledger.summary()).isEqualTo(new Summary(1, 0, 1));
  }

  @Test
  void refusesAndTellsTwiceAndAnswersLateOnDemand() {
    List<Duration> pauses = new ArrayList<>();
    BrokerFaults faults =
        BrokerFaults.once(
            Map.of(
                "refused",
                new Fault.Reject(),
                "twice",
                new Fault.AnswerTwice(),
                "slow",
                new Fault.Slow(Duration.ofSeconds(3))));
    broker = new PaperBroker(database, PaperTerms.shipped(), bars, faults, pauses::add);

    assertThat(((Rejected) broker.submit(buy("refused", "AAPL", "1"), MONDAY)).reason())
        .isEqualTo(RejectReason.REFUSED);
    broker.submit(buy("twice", "AAPL", "1"), MONDAY);
    broker.submit(buy("slow", "AAPL", "1"), MONDAY);

    assertThat(broker.executions("twice").orThrow())
        .extracting(Execution::executionId)
        .containsExactly("twice/1", "twice/1");
    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void saysThatItDoesNotAnswerWhenItIsNotReached() {
    BrokerFaults away =
        new BrokerFaults() {
          @Override
          public Fault next(String clientOrderId) {
            return new Fault.None();
          }

          @Override
          public boolean connected() {
            return false;
          }
        };
    broker = brokerWith(away);

    assertThat(broker.lookup("o-1")).isInstanceOf(Answer.Unavailable.class);
    assertThat(broker.cancel("o-1", MONDAY)).isInstanceOf(CancelResult.NoAnswer.class);
    assertThat(broker.submit(buy("o-1", "AAPL", "1"), MONDAY))
        .isInstanceOf(SubmitResult.NotSent.class);
  }

  @Test
  void creditsADividendOnce() {
    assertThat(broker.creditCash(Samples.ACCOUNT, "div-1", new BigDecimal("12.5"), MONDAY))
        .isTrue();
    assertThat(broker.creditCash(Samples.ACCOUNT, "div-1", new BigDecimal("12.5"), MONDAY))
        .isFalse();
    assertThat(broker.cash(Samples.ACCOUNT).orThrow()).isEqualTo("100012.5");
  }

  /** The forbidden outcome: an order that is lost since another service opened the account. */
  @Test
  void twoServicesThatOpenAnAccountAtOnceOpenItOnceAndLoseNoOrder() throws Exception {
    List<PaperBroker> brokers = List.of(broker, brokerWith(BrokerFaults.NONE));
    try (ExecutorService both = Executors.newFixedThreadPool(brokers.size())) {
      for (int round = 1; round <= 20; round++) {
        String account = "SHARED-" + round;
        CyclicBarrier together = new CyclicBarrier(brokers.size());
        List<Future<SubmitResult>> answers = new ArrayList<>();
        for (int i = 0; i < brokers.size(); i++) {
          PaperBroker each = brokers.get(i);
          Order order = inAccount(account, buy(account + "-o-" + i, "AAPL", "1"));
          answers.add(
              both.submit(
                  () -> {
                    together.await();
                    return each.submit(order, MONDAY);
                  }));
        }
        for (Future<SubmitResult> answer : answers) {
          assertThat(answer.get()).isInstanceOf(Acknowledged.class);
        }
        assertThat(broker.positions(account).orThrow())
            .isEqualTo(Map.of("AAPL", new BigDecimal("2")));
      }
    }
  }

  private static Order inAccount(String account, Order order) {
    return new Order(
        order.clientOrderId(),
        order.intentId(),
        account,
        order.strategy(),
        order.modelVersion(),
        order.venue(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        order.timeInForce(),
        order.expiresAt(),
        order.origin(),
        order.decidedAt(),
        order.sessionsOld(),
        order.replaces(),
        order.nonFinite());
  }

  @Test
  void keepsItsLedgerOverARestart() {
    broker.submit(goodTillCancelled(buy("o-1", "THIN", "20")), MONDAY);
    database.close();

    open();
    broker.advance(Samples.ACCOUNT, TUESDAY);

    assertThat(state("o-1")).isEqualTo(BrokerOrder.State.FILLED);
    assertThat(ledger.summary()).isEqualTo(new Summary(1, 0, 2));
  }

  @Test
  void findsEveryKindOfChangeToItsLedger() {
    broker.submit(buy("o-1", "AAPL", "10"), MONDAY);

    assertThat(
            violationsAfter(
                "update paper_accounts set cash_ccy = cash_ccy + 1",
                "update paper_accounts set cash_ccy = cash_ccy - 1"))
        .containsExactly(PaperLedger.Violation.Kind.CASH);
    assertThat(
            violationsAfter(
                "update paper_positions set quantity_units = 11",
                "update paper_positions set quantity_units = 10"))
        .containsExactly(PaperLedger.Violation.Kind.POSITION);
    assertThat(
            violationsAfter(
                "update paper_orders set filled_units = 9",
                "update paper_orders set filled_units = 10"))
        .containsExactly(PaperLedger.Violation.Kind.FILLED);
    assertThat(
            violationsAfter(
                "update paper_executions set execution_id = 'x'",
                "update paper_executions set execution_id = 'o-1/1'"))
        .containsExactly(PaperLedger.Violation.Kind.EXECUTION_ID);
    assertThat(
            violationsAfter(
                "update paper_submissions set duplicate = true",
                "update paper_submissions set duplicate = false"))
        .containsExactly(PaperLedger.Violation.Kind.SUBMISSIONS);
  }

  /** Changes the ledger, looks, and puts back what was there. */
  private List<PaperLedger.Violation.Kind> violationsAfter(String change, String undo) {
    database.run(handle -> handle.execute(change));
    List<PaperLedger.Violation.Kind> found =
        ledger.verify().stream().map(PaperLedger.Violation::kind).toList();
    database.run(handle -> handle.execute(undo));
    return found;
  }

  private PaperBroker brokerWith(BrokerFaults faults) {
    return new PaperBroker(database, PaperTerms.shipped(), bars, faults, delay -> {});
  }

  private BrokerOrder.State state(String clientOrderId) {
    return broker.lookup(clientOrderId).orThrow().orElseThrow().state();
  }

  private Position held() {
    return Optional.ofNullable(ledger.positions(Samples.ACCOUNT).get("AAPL")).orElseThrow();
  }

  private static BrokerOrder order(
      String id,
      String symbol,
      Side side,
      String quantity,
      String filled,
      BrokerOrder.State state) {
    return new BrokerOrder(
        id,
        "P-" + id,
        Samples.ACCOUNT,
        symbol,
        side,
        new BigDecimal(quantity),
        new BigDecimal(filled),
        state,
        null);
  }

  private static Order goodTillCancelled(Order order) {
    return with(order, TimeInForce.GTC);
  }

  private static Order with(Order order, TimeInForce timeInForce) {
    return new Order(
        order.clientOrderId(),
        order.intentId(),
        order.account(),
        order.strategy(),
        order.modelVersion(),
        order.venue(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        timeInForce,
        order.expiresAt(),
        order.origin(),
        order.decidedAt(),
        order.sessionsOld(),
        order.replaces(),
        order.nonFinite());
  }
}
