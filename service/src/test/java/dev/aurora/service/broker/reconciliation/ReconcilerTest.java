package dev.aurora.service.broker.reconciliation;

import static dev.aurora.service.journal.testing.Samples.buy;
import static dev.aurora.service.journal.testing.Samples.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real books against the real paper broker. */
class ReconcilerTest {

  private static final Instant NOW = Samples.NOW;
  private static final BigDecimal PRICE = new BigDecimal("100");

  @TempDir Path directory;
  private final Map<String, Fault> faults = new HashMap<>();
  private JournalFixture books;
  private Database paper;
  private PaperBroker broker;
  private CatchUp catchUp;
  private Reconciler reconciler;
  private boolean connected = true;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    paper = TestStore.ledger(directory);
    BrokerFaults faulty =
        new BrokerFaults() {
          @Override
          public Fault next(String clientOrderId) {
            return faults.getOrDefault(clientOrderId, new Fault.None());
          }

          @Override
          public boolean connected() {
            return connected;
          }
        };
    broker = new PaperBroker(paper, PaperTerms.shipped(), oneBarAtNow(), faulty, delay -> {});
    catchUp = new CatchUp(books.journal, broker);
    reconciler = new Reconciler(books.queries, books.accounts, broker);
  }

  @AfterEach
  void close() {
    assertThat(new PaperLedger(paper).verify()).isEmpty();
    books.close();
    paper.close();
  }

  @Test
  void findsNothingWhenEveryFillIsBooked() {
    send(buy("o-1", "AAPL", "10"));
    send(sell("o-2", "AAPL", "4"));
    catchUpWithAll();

    assertThat(found()).isEmpty();
    assertThat(books.queries.cash(Samples.ACCOUNT))
        .isEqualTo(Optional.of(broker.cash(Samples.ACCOUNT).orThrow()));
    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.FILLED);
  }

  @Test
  void findsAnExecutionThatIsNotBookedWithItsPositionAndCash() {
    send(buy("o-1", "AAPL", "10"));

    assertThat(found())
        .extracting(BooksDiffer::breakId)
        .containsExactly(
            "PAPER-1/EXECUTION_NOT_BOOKED/o-1/1", "PAPER-1/POSITION/AAPL", "PAPER-1/CASH/cash");
    assertThat(found().get(1))
        .isEqualTo(
            new BooksDiffer.PositionDiffers(
                "PAPER-1", "AAPL", "AAPL", BigDecimal.ZERO, BigDecimal.TEN));
  }

  @Test
  void opensBreaksAndClosesThemWhenTheBooksAgreeAgain() {
    send(buy("o-1", "AAPL", "10"));

    reconciler.record(Samples.ACCOUNT, found());
    reconciler.record(Samples.ACCOUNT, found());
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).hasSize(3);
    assertThat(books.factsOf(buy("look", "AAPL", "1")).account().openBreaks()).isEqualTo(3);

    catchUpWithAll();
    reconciler.record(Samples.ACCOUNT, found());
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).isEmpty();
  }

  @Test
  void findsAnOrderThatWeHoldForDeadAndThatLivesAtTheBroker() {
    send(buy("o-1", "LATER", "10"));
    books.journal.cancelled("o-1", new StateReason("TEST", "thought so"), NOW);

    assertThat(found())
        .containsExactly(
            new BooksDiffer.OrderStateDiffers(
                "PAPER-1", "LATER", "o-1", OrderState.CANCELLED, BrokerOrder.State.WORKING));
  }

  @Test
  void findsAnOrderThatIsDeadAtTheBrokerAndLivesWithUs() {
    send(buy("o-1", "LATER", "10"));
    broker.cancel("o-1", NOW);

    assertThat(found())
        .containsExactly(
            new BooksDiffer.OrderStateDiffers(
                "PAPER-1", "LATER", "o-1", OrderState.WORKING, BrokerOrder.State.CANCELLED));
  }

  @Test
  void findsOrdersThatOnlyOneOfUsKnows() {
    broker.submit(buy("theirs", "LATER", "10"), NOW);
    books.check(FakeEngine.approving(), laterMarket(), buy("ours", "LATER", "10"));
    books.send("ours");

    assertThat(found())
        .extracting(BooksDiffer::kind, BooksDiffer::subject)
        .containsExactly(
            tuple("ORDER_NOT_AT_BROKER", "ours"), tuple("ORDER_UNKNOWN_TO_US", "theirs"));
  }

  @Test
  void findsAFillThatTheBrokerDoesNotKnowOrTellsDifferently() {
    send(buy("o-1", "AAPL", "10"));
    JournalOrder order = books.queries.order("o-1").orElseThrow();
    books.journal.bookFill(
        JournalFixture.fill("o-1/1", order.order(), BigDecimal.TEN, "99", "0.1", NOW));
    books.journal.bookFill(
        JournalFixture.fill("made-up", order.order(), BigDecimal.ONE, "100", "0", NOW));

    assertThat(found())
        .extracting(BooksDiffer::kind)
        .containsExactly("FILL", "FILL_UNKNOWN_AT_BROKER", "POSITION", "CASH");
  }

  @Test
  void resolvesAnOrderWhoseAnswerWasLost() {
    faults.put("o-1", new Fault.SilentAfterAccept());
    SubmitResult lost = send(buy("o-1", "AAPL", "10"));
    assertThat(lost).isInstanceOf(SubmitResult.NoAnswer.class);
    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.UNKNOWN);

    catchUpWithAll();

    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.FILLED);
    assertThat(found()).isEmpty();
    assertThat(new PaperLedger(paper).summary()).isEqualTo(new PaperLedger.Summary(1, 0, 1));
  }

  @Test
  void countsAsEnteredWhatEndedAtTheBrokerWhileItsOutcomeWasUnknown() {
    faults.put("o-1", new Fault.SilentAfterAccept());
    send(buy("o-1", "LATER", "10"));
    broker.cancel("o-1", NOW);

    catchUpWithAll();

    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            order -> {
              assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
              assertThat(order.entered()).isTrue();
              assertThat(order.leaves()).isEqualTo("0");
            });
    assertThat(found()).isEmpty();
  }

  @Test
  void leavesUnknownWhatTheBrokerNeverSaw() {
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));
    books.journal.beginSend("o-1", NOW);
    books.journal.unknown("o-1", new StateReason("NO_ANSWER", "silence"), NOW);

    CatchUp.Outcome outcome = catchUp.catchUp(books.queries.order("o-1").orElseThrow(), NOW);

    assertThat(outcome).isEqualTo(new CatchUp.Outcome.NotAtBroker());
    assertThat(books.queries.order("o-1").orElseThrow().leaves()).isEqualTo("10");
  }

  @Test
  void takesOverARejectThatWasLost() {
    faults.put("o-1", new Fault.Reject());
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));
    books.journal.beginSend("o-1", NOW);
    broker.submit(buy("o-1", "AAPL", "10"), NOW);

    catchUpWithAll();

    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            order -> {
              assertThat(order.state()).isEqualTo(OrderState.REJECTED);
              assertThat(order.stateReason()).startsWith(RejectReason.REFUSED.name());
            });
  }

  @Test
  void booksEachExecutionOnceWhenTheBrokerTellsItTwice() {
    faults.put("o-1", new Fault.AnswerTwice());
    send(buy("o-1", "AAPL", "10"));

    CatchUp.Outcome outcome = catchUp.catchUp(books.queries.order("o-1").orElseThrow(), NOW);

    assertThat(((CatchUp.Outcome.AtBroker) outcome).fills())
        .hasSize(2)
        .hasAtLeastOneElementOfType(FillResult.Booked.class)
        .hasAtLeastOneElementOfType(FillResult.AlreadyBooked.class);
    assertThat(found()).isEmpty();
  }

  @Test
  void doesNotTakeSilenceForAgreement() {
    connected = false;

    assertThat(reconciler.look(Samples.ACCOUNT)).isInstanceOf(Answer.Unavailable.class);
  }

  private List<BooksDiffer> found() {
    return reconciler.look(Samples.ACCOUNT).orThrow().differs();
  }

  private void catchUpWithAll() {
    books.queries.openOrders(Samples.ACCOUNT).forEach(order -> catchUp.catchUp(order, NOW));
  }

  /** Checks and submits as the service does. */
  private SubmitResult send(Order order) {
    books.check(FakeEngine.approving(), laterMarket(), order);
    books.journal.beginSend(order.clientOrderId(), NOW);
    SubmitResult result = broker.submit(order, NOW);
    if (result instanceof SubmitResult.Acknowledged acknowledged) {
      books.journal.acknowledge(order.clientOrderId(), acknowledged.order().brokerOrderId(), NOW);
    } else {
      books.journal.unknown(order.clientOrderId(), new StateReason("NO_ANSWER", "silence"), NOW);
    }
    return result;
  }

  /** AAPL trades now, LATER never. */
  private static PriceSource oneBarAtNow() {
    return (symbol, notBefore) ->
        symbol.equals("AAPL") && !notBefore.isAfter(NOW)
            ? Optional.of(new OpeningBar(symbol, NOW, PRICE, new BigDecimal("1000000")))
            : Optional.empty();
  }

  private static MarketView laterMarket() {
    return new MarketView(
        NOW,
        Samples.SESSION_OPEN,
        Map.of("AAPL", Samples.at("AAPL", "100", "90"), "LATER", Samples.at("LATER", "100", "90")));
  }
}
