package dev.aurora.service.journal.order;

import static dev.aurora.service.journal.testing.JournalFixture.fill;
import static dev.aurora.service.journal.testing.Samples.buy;
import static dev.aurora.service.journal.testing.Samples.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.Pnl;
import dev.aurora.service.journal.PositionRow;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillBookingTest {

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void booksPositionCashLeavesAndState() {
    Order order = sent(buy("o-1", "AAPL", "10"));

    FillResult first = books.journal.bookFill(part("x-1", order, "4", "100", "1"));
    FillResult second = books.journal.bookFill(part("x-2", order, "6", "110", "2"));

    assertThat(first)
        .isEqualTo(
            new FillResult.Booked(
                new Position(n("4"), n("100")),
                n("99599"),
                n("0"),
                OrderState.PARTIALLY_FILLED,
                false,
                n("0")));
    assertThat(second)
        .isEqualTo(
            new FillResult.Booked(
                new Position(n("10"), n("106")),
                n("98937"),
                n("0"),
                OrderState.FILLED,
                false,
                n("0")));
    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            booked -> {
              assertThat(booked.leaves()).isEqualTo("0");
              assertThat(booked.filled()).isEqualTo("10");
            });
  }

  @Test
  void realisesProfitWhenItClosesAndStartsAnewWhenItFlips() {
    books.trade(buy("o-1", "AAPL", "10"), "100", "1", Samples.NOW);

    FillResult flip = books.trade(sell("o-2", "AAPL", "15"), "110", "1", Samples.NOW);

    assertThat(flip)
        .isEqualTo(
            new FillResult.Booked(
                new Position(n("-5"), n("110")),
                // 100 000 - 1 001 + 1 649.
                n("100648"),
                n("100"),
                OrderState.FILLED,
                false,
                n("0")));
    assertThat(books.queries.positions(Samples.ACCOUNT))
        .containsExactly(
            new PositionRow("AAPL", new Position(n("-5"), n("110")), n("100"), n("2")));
    // AAPL stands at 100: 5 short from 110.
    assertThat(books.queries.pnl(Samples.ACCOUNT, Samples.marketAt(Samples.NOW)))
        .contains(new Pnl(n("100"), n("50"), n("2"), n("100148")));
  }

  @Test
  void booksAnExecutionOnce() {
    Order order = sent(buy("o-1", "AAPL", "10"));
    Fill fill = part("x-1", order, "4", "100", "1");
    books.journal.bookFill(fill);

    assertThat(books.journal.bookFill(part("x-1", order, "4.0", "100.00", "1")))
        .isEqualTo(new FillResult.AlreadyBooked(fill));
    assertThat(books.queries.cash(Samples.ACCOUNT)).contains(n("99599"));
    assertThat(books.queries.fills(Samples.ACCOUNT)).containsExactly(fill);
  }

  @Test
  void booksAChunkAsIfItsFillsHadComeOneByOne() {
    Order bought = sent(buy("o-2", "AAPL", "10"));
    Order sold = sent(sell("o-1", "AAPL", "4"));
    Fill first = part("x-1", bought, "10", "100", "1");
    Fill second = part("x-2", sold, "4", "110", "0");

    assertThat(books.journal.bookFills(List.of(first, second, first)))
        .containsExactly(
            new FillResult.Booked(
                new Position(n("10"), n("100")),
                n("98999"),
                n("0"),
                OrderState.FILLED,
                false,
                n("0")),
            new FillResult.Booked(
                new Position(n("6"), n("100")),
                n("99439"),
                n("40"),
                OrderState.FILLED,
                false,
                n("0")),
            new FillResult.AlreadyBooked(first));
    assertThat(books.journal.bookFills(List.of())).isEmpty();
  }

  @Test
  void opensABreakWhenAnExecutionIsReportedInTwoWays() {
    Order order = sent(buy("o-1", "AAPL", "10"));
    books.journal.bookFill(part("x-1", order, "4", "100", "1"));

    FillResult result = books.journal.bookFill(part("x-1", order, "5", "100", "1"));

    assertThat(result).isInstanceOf(FillResult.Contradiction.class);
    assertThat(books.accounts.openBreaks(Samples.ACCOUNT)).containsExactly("fill/PAPER/x-1");
    assertThat(books.queries.cash(Samples.ACCOUNT)).contains(n("99599"));
  }

  @Test
  void opensABreakWhenAFillContradictsItsOrder() {
    sent(buy("o-1", "AAPL", "10"));

    FillResult result =
        books.journal.bookFill(
            fill("x-1", "o-1", "AAPL", Side.SELL, n("1"), "100", "0", Samples.NOW));

    assertThat(result).isInstanceOf(FillResult.Contradiction.class);
    assertThat(books.queries.fills(Samples.ACCOUNT)).isEmpty();
  }

  @Test
  void booksAndFlagsAFillOfAnOrderThatWasThoughtDead() {
    Order order = sent(buy("o-1", "AAPL", "10"));
    books.journal.cancelled("o-1", new StateReason("TEST", "as asked"), Samples.NOW);

    FillResult result = books.journal.bookFill(part("x-1", order, "4", "100", "0"));

    assertThat(result)
        .isEqualTo(
            new FillResult.Booked(
                new Position(n("4"), n("100")),
                n("99600"),
                n("0"),
                OrderState.CANCELLED,
                true,
                n("0")));
    assertThat(books.queries.order("o-1").orElseThrow())
        .satisfies(
            booked -> {
              assertThat(booked.fillAnomaly()).isTrue();
              assertThat(booked.filled()).isEqualTo("4");
              assertThat(booked.leaves()).isEqualTo("0");
            });
  }

  @Test
  void booksAndFlagsWhatExceedsTheOrder() {
    Order order = sent(buy("o-1", "AAPL", "10"));
    books.journal.bookFill(part("x-1", order, "8", "100", "0"));

    FillResult result = books.journal.bookFill(part("x-2", order, "5", "100", "0"));

    assertThat(((FillResult.Booked) result).excess()).isEqualTo("3");
    assertThat(((FillResult.Booked) result).state()).isEqualTo(OrderState.FILLED);
    assertThat(books.queries.order("o-1").orElseThrow().fillAnomaly()).isTrue();
  }

  @Test
  void keepsTheRestReservedWhenAnOrderOfUnknownOutcomeFillsInPart() {
    Order order = sent(buy("o-1", "AAPL", "10"));
    books.journal.unknown("o-1", new StateReason("TEST", "silence"), Samples.NOW);

    books.journal.bookFill(part("x-1", order, "4", "100", "0"));

    assertThat(books.queries.order("o-1").orElseThrow().leaves()).isEqualTo("6");
  }

  @Test
  void saysWhenNoOrderOfOursHasTheKey() {
    FillResult result =
        books.journal.bookFill(
            fill("x-1", "nobody", "AAPL", Side.BUY, n("1"), "100", "0", Samples.NOW));

    assertThat(result).isEqualTo(new FillResult.OrderUnknown("nobody"));
  }

  private Order sent(Order order) {
    books.check(FakeEngine.approving(), order);
    books.send(order.clientOrderId());
    return order;
  }

  private static Fill part(
      String executionId, Order order, String quantity, String price, String fees) {
    return fill(executionId, order, n(quantity), price, fees, Samples.NOW);
  }

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }
}
