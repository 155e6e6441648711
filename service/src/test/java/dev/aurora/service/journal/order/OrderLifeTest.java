package dev.aurora.service.journal.order;

import static dev.aurora.service.journal.testing.Samples.buy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderLifeTest {

  private static final StateReason REASON = new StateReason("TEST", "said so");

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void givesTheFirstSenderItsTurnAndTellsTheNextOneToAsk() {
    assertThat(books.journal.beginSend("o-1", Samples.NOW))
        .isEqualTo(new SendTurn("o-1", SendTurn.Kind.FIRST, OrderState.IN_FLIGHT));
    assertThat(books.journal.beginSend("o-1", Samples.NOW))
        .isEqualTo(new SendTurn("o-1", SendTurn.Kind.REPEATED, OrderState.IN_FLIGHT));

    books.journal.acknowledge("o-1", "b-1", Samples.NOW);
    assertThat(books.journal.beginSend("o-1", Samples.NOW))
        .isEqualTo(new SendTurn("o-1", SendTurn.Kind.REPEATED, OrderState.WORKING));
  }

  @Test
  void tellsTheNextSenderToAskEvenAfterARestart() {
    books.journal.beginSend("o-1", Samples.NOW);
    books.close();

    books = new JournalFixture(directory);

    assertThat(books.journal.beginSend("o-1", Samples.NOW).kind())
        .isEqualTo(SendTurn.Kind.REPEATED);
  }

  @Test
  void neverSendsWhatWasDeniedOrBlockedOrExpiredOrCancelled() {
    books.check(FakeEngine.denying("any"), buy("denied", "AAPL", "1"));
    for (String id : List.of("blocked", "expired", "cancelled")) {
      books.check(FakeEngine.approving(), buy(id, "AAPL", "1"));
    }
    books.journal.block("blocked", REASON, Samples.NOW);
    books.journal.expire("expired", REASON, Samples.NOW);
    books.journal.cancelled("cancelled", REASON, Samples.NOW);

    assertThat(
            books.journal.beginSend(
                List.of("denied", "blocked", "expired", "cancelled"), Samples.NOW))
        .containsExactly(
            new SendTurn("denied", SendTurn.Kind.NEVER, OrderState.DENIED),
            new SendTurn("blocked", SendTurn.Kind.NEVER, OrderState.BLOCKED),
            new SendTurn("expired", SendTurn.Kind.NEVER, OrderState.EXPIRED),
            new SendTurn("cancelled", SendTurn.Kind.NEVER, OrderState.CANCELLED));
  }

  @Test
  void changesNothingWhenAStepIsRepeated() {
    books.journal.beginSend("o-1", Samples.NOW);

    assertThat(books.journal.reject("o-1", REASON, Samples.NOW))
        .isEqualTo(new Transition("o-1", OrderState.IN_FLIGHT, OrderState.REJECTED, true));
    assertThat(books.journal.reject("o-1", new StateReason("OTHER", "later"), Samples.NOW))
        .isEqualTo(new Transition("o-1", OrderState.REJECTED, OrderState.REJECTED, false));
    assertThat(books.queries.order("o-1").orElseThrow().stateReason()).isEqualTo("TEST: said so");
  }

  @Test
  void refusesAStepThatALifeDoesNotHave() {
    books.journal.block("o-1", REASON, Samples.NOW);

    assertThatThrownBy(() -> books.journal.acknowledge("o-1", "b-1", Samples.NOW))
        .isInstanceOfSatisfying(
            IllegalOrderTransition.class,
            illegal -> {
              assertThat(illegal.from()).isEqualTo(OrderState.BLOCKED);
              assertThat(illegal.to()).isEqualTo(OrderState.WORKING);
            });
    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            order -> {
              assertThat(order.state()).isEqualTo(OrderState.BLOCKED);
              assertThat(order.brokerOrderId()).isNull();
            });
  }

  @Test
  void refusesAnOrderThatIsNotInTheBooks() {
    assertThatThrownBy(() -> books.journal.beginSend("nobody", Samples.NOW))
        .isInstanceOf(UnknownOrderId.class);
  }

  @Test
  void notesTheBrokersIdWhenAFillCameBeforeTheAcknowledgement() {
    books.journal.beginSend("o-1", Samples.NOW);
    books.journal.bookFill(
        JournalFixture.fill(
            "x-1", buy("o-1", "AAPL", "10"), BigDecimal.TEN, "100", "0", Samples.NOW));

    assertThat(books.journal.acknowledge("o-1", "b-1", Samples.NOW))
        .isEqualTo(new Transition("o-1", OrderState.FILLED, OrderState.FILLED, false));
    assertThat(books.queries.order("o-1").orElseThrow().brokerOrderId()).isEqualTo("b-1");
  }

  @Test
  void acknowledgesAChunkInOneTransactionOrNotAtAll() {
    books.check(FakeEngine.approving(), buy("o-2", "AAPL", "10"));
    books.journal.beginSend(List.of("o-2", "o-1"), Samples.NOW);

    assertThatThrownBy(
            () -> books.journal.acknowledge(Map.of("o-1", "b-1", "nobody", "b-9"), Samples.NOW))
        .isInstanceOf(UnknownOrderId.class);
    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.IN_FLIGHT);

    assertThat(books.journal.acknowledge(Map.of("o-1", "b-1", "o-2", "b-2"), Samples.NOW))
        .containsExactly(
            new Transition("o-1", OrderState.IN_FLIGHT, OrderState.WORKING, true),
            new Transition("o-2", OrderState.IN_FLIGHT, OrderState.WORKING, true));
  }

  @Test
  void keepsEveryStepAsAnEvent() {
    books.journal.beginSend("o-1", Samples.NOW);
    books.journal.unknown("o-1", REASON, Samples.NOW);
    books.journal.acknowledge("o-1", "b-1", Samples.NOW);
    books.journal.cancelled("o-1", REASON, Samples.NOW);

    List<String> steps =
        books.database.transaction(
            handle ->
                handle
                    .createQuery(
                        """
                        select coalesce(from_state, 'nothing') || ' to ' || to_state
                        from order_events where client_order_id = 'o-1' order by event_id\
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(steps)
        .containsExactly(
            "nothing to APPROVED",
            "APPROVED to IN_FLIGHT",
            "IN_FLIGHT to UNKNOWN",
            "UNKNOWN to WORKING",
            "WORKING to CANCELLED");
  }

  @Test
  void anOrderOfUnknownOutcomeIsAnOpenOne() {
    books.check(FakeEngine.approving(), buy("o-2", "AAPL", "10"));
    books.journal.beginSend("o-1", Samples.NOW);
    books.journal.unknown("o-1", REASON, Samples.NOW);

    assertThat(books.queries.openOrders(Samples.ACCOUNT))
        .extracting(JournalOrder::clientOrderId)
        .containsExactly("o-1", "o-2");
  }

  @Test
  void aKillAsksOnlyForWhatNobodyElseIsAskingForAndSendsNothingThatIsUnsent() {
    books.check(FakeEngine.approving(), buy("o-2", "AAPL", "10"));
    books.send("o-1");
    List<String> both = List.of("o-1", "o-2");
    Instant longAgo = books.clock.instant().minusSeconds(2);

    assertThat(books.journal.beginTakeBack(both, REASON, longAgo, Samples.NOW))
        .containsExactly("o-1");
    assertThat(books.queries.order("o-2").orElseThrow().state()).isEqualTo(OrderState.BLOCKED);

    // Another worker, a moment later: the first one is at it.
    assertThat(books.journal.beginTakeBack(both, REASON, longAgo, Samples.NOW)).isEmpty();
    // It has died: its cancel is older than that now.
    assertThat(
            books.journal.beginTakeBack(
                both, REASON, books.clock.instant().plusSeconds(1), Samples.NOW))
        .containsExactly("o-1");
  }

  @Test
  void theEndOfAChunkIsBookedForWhatIsAtTheBrokerAndForNothingElse() {
    books.check(FakeEngine.approving(), buy("o-2", "AAPL", "10"));
    books.check(FakeEngine.approving(), buy("o-3", "AAPL", "10"));
    books.send("o-1");
    books.send("o-3");
    books.journal.requestCancel("o-1", REASON, Samples.NOW);
    books.journal.cancelled("o-3", REASON, Samples.NOW);
    Map<String, String> ended = Map.of("o-1", "b-1", "o-2", "b-2", "o-3", "b-3", "unknown", "b-4");

    assertThat(books.journal.cancelledAtBroker(ended, Samples.NOW))
        .extracting(Transition::clientOrderId)
        .containsExactly("o-1");

    assertThat(books.queries.order("o-1").orElseThrow().stateReason())
        .contains("as asked for", REASON.text());
    assertThat(books.queries.order("o-1").orElseThrow().brokerOrderId()).isEqualTo("b-1");
    assertThat(books.queries.order("o-2").orElseThrow().state()).isEqualTo(OrderState.APPROVED);
    assertThat(books.queries.order("o-3").orElseThrow().stateReason()).isEqualTo(REASON.text());
    assertThat(books.journal.cancelledAtBroker(ended, Samples.NOW)).isEmpty();
  }

  /** The forbidden outcome: an order that is never asked to end, for the sake of a wrong clock. */
  @Test
  void aWorkerWhoseClockIsAheadKeepsNobodyFromAskingForAnEnd() {
    books.send("o-1");
    books.clock.advance(Duration.ofHours(1));
    books.journal.requestCancel("o-1", REASON, Samples.NOW);
    books.clock.advance(Duration.ofHours(-1));

    assertThat(
            books.journal.beginTakeBack(
                List.of("o-1"), REASON, books.clock.instant().minusSeconds(2), Samples.NOW))
        .containsExactly("o-1");
  }
}
