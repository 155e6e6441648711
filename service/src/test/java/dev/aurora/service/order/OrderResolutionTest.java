package dev.aurora.service.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.BrokerFaults.Fault;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.order.OrderResolution.Result;
import dev.aurora.service.order.OrderResolution.ToldFill;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person says what became of an order; real books, and a broker that is silent when told to. */
class OrderResolutionTest {

  private static final Instant NOW = Samples.NOW;
  private static final ToldFill FILL =
      new ToldFill("x-77", BigDecimal.TEN, new BigDecimal("100"), BigDecimal.ONE);

  @TempDir Path directory;
  private JournalFixture books;
  private Database ledger;
  private PaperBroker broker;
  private OrderResolution resolution;
  private volatile boolean connected = true;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    ledger = Database.open(DatabaseUrl.file(directory, "paper"), Database.PAPER_MIGRATIONS);
    BrokerFaults faults =
        new BrokerFaults() {
          @Override
          public Fault next(String clientOrderId) {
            return new Fault.None();
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
    resolution = new OrderResolution(books.journal, broker);
  }

  @AfterEach
  void close() {
    books.close();
    ledger.close();
  }

  @Test
  void anOrderThatWasNotSentEndsAndFreesItsRoomAndKeepsWhoSaidSo() {
    unknown();

    Result result = resolution.notSent(order(), "ann", "the desk looked", NOW);

    assertThat(result).isInstanceOf(Result.Resolved.class);
    assertThat(order().state()).isEqualTo(OrderState.BLOCKED);
    assertThat(order().leaves()).isZero();
    assertThat(order().stateReason()).contains("ann says so: the desk looked", "knows none");
  }

  @Test
  void theBrokersWordIsStrongerThanThePersons() {
    unknown();
    broker.submit(Samples.buy("o-1", "AAPL", "10"), NOW);

    resolution.notSent(order(), "ann", "the desk looked", NOW);

    assertThat(order().state()).isEqualTo(OrderState.FILLED);
  }

  @Test
  void aFillAfterItWasSaidNotToBeSentIsBookedAndFlagged() {
    unknown();
    connected = false;
    resolution.notSent(order(), "ann", "the desk looked", NOW);

    FillResult late =
        books.journal.bookFill(
            JournalFixture.fill(
                "x-1", Samples.buy("o-1", "AAPL", "10"), BigDecimal.TEN, "100", "0", NOW));

    assertThat(late).isInstanceOf(FillResult.Booked.class);
    assertThat(((FillResult.Booked) late).late()).isTrue();
    assertThat(order().fillAnomaly()).isTrue();
  }

  @Test
  void aToldExecutionIsBookedOnceAlsoWhenTheBrokerTellsItLater() {
    unknown();
    connected = false;

    Result result = resolution.filled(order(), FILL, "ann", "statement of the day", NOW);

    assertThat(result).isInstanceOf(Result.Resolved.class);
    assertThat(order().state()).isEqualTo(OrderState.FILLED);
    Fill told = books.queries.fillsOfOrder("o-1").getFirst();
    assertThat(books.journal.bookFill(told)).isInstanceOf(FillResult.AlreadyBooked.class);
  }

  @Test
  void aSilentBrokerAndNoExecutionToldResolveNothing() {
    unknown();
    connected = false;

    Result result = resolution.filled(order(), null, "ann", "I think so", NOW);

    assertThat(result).isInstanceOf(Result.Refused.class);
    assertThat(order().state()).isEqualTo(OrderState.UNKNOWN);
    assertThat(order().leaves()).isEqualByComparingTo("10");
  }

  @Test
  void whatIsKnownIsNotForAPersonToSay() {
    books.check(FakeEngine.approving(), Samples.buy("o-1", "AAPL", "10"));
    books.journal.beginSend("o-1", NOW);

    assertThat(resolution.notSent(order(), "ann", "surely", NOW))
        .isInstanceOf(Result.Refused.class);
    assertThat(order().state()).isEqualTo(OrderState.IN_FLIGHT);
  }

  private void unknown() {
    books.check(FakeEngine.approving(), Samples.buy("o-1", "AAPL", "10"));
    books.journal.beginSend("o-1", NOW);
    books.journal.unknown("o-1", new StateReason("NO_ANSWER", "silence"), NOW);
  }

  private JournalOrder order() {
    return books.queries.order("o-1").orElseThrow();
  }
}
