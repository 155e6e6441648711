package dev.aurora.service.journal.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.Pnl;
import dev.aurora.service.journal.PositionRow;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random trades, against a recomputation that shares no code with the books: it keeps the total
 * cost of what is held as a fraction of high precision. Give {@code -Daurora.seed} to repeat one.
 */
class RandomFillsTest {

  private static final BigDecimal OPENING_CASH = BigDecimal.valueOf(100_000);
  private static final BigDecimal TINY = new BigDecimal("0.000001");
  private static final int ORDERS = 30;

  @TempDir Path directory;

  static LongStream seeds() {
    Long seed = Long.getLong("aurora.seed");
    return seed != null
        ? LongStream.of(seed)
        : LongStream.concat(LongStream.range(0, 4), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithTheRecomputation(long seed) {
    Random random = new Random(seed);
    try (JournalFixture books = new JournalFixture(directory)) {
      List<Fill> fills = trade(books, random);

      Expected expected = recompute(books.queries.fills(Samples.ACCOUNT));
      PositionRow row = books.queries.positions(Samples.ACCOUNT).getFirst();
      Pnl pnl = books.queries.pnl(Samples.ACCOUNT, Samples.marketAt(Samples.NOW)).orElseThrow();

      assertThat(books.queries.fills(Samples.ACCOUNT)).containsExactlyInAnyOrderElementsOf(fills);
      assertThat(books.queries.cash(Samples.ACCOUNT)).contains(plain(expected.cash));
      assertThat(row.position().quantity()).isEqualByComparingTo(expected.quantity);
      assertThat(row.fees()).isEqualByComparingTo(expected.fees);
      assertClose(row.realisedPnl(), expected.realised);
      assertClose(row.position().averagePrice().multiply(row.position().quantity()), expected.cost);
      // Whatever the method: what was made is what equity has grown by.
      assertClose(pnl.total(), pnl.equity().subtract(OPENING_CASH));
    }
  }

  /** Fills of orders, each in parts, reported out of order and some of them twice. */
  private static List<Fill> trade(JournalFixture books, Random random) {
    List<Fill> reports = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      int quantity = 2 + random.nextInt(50);
      Order order = Samples.market("o-" + i, "AAPL", side, Integer.toString(quantity));
      books.check(FakeEngine.approving(), order);
      books.send(order.clientOrderId());
      int first = 1 + random.nextInt(quantity - 1);
      reports.add(part(order, 1, first, random));
      reports.add(part(order, 2, quantity - first, random));
    }
    Collections.shuffle(reports, random);
    for (Fill fill : reports) {
      books.journal.bookFill(fill);
      if (random.nextInt(4) == 0) {
        assertThat(books.journal.bookFill(fill)).isEqualTo(new FillResult.AlreadyBooked(fill));
      }
    }
    return reports;
  }

  private static Fill part(Order order, int leg, int quantity, Random random) {
    BigDecimal price = BigDecimal.valueOf(8_000 + random.nextInt(4_000), 2);
    BigDecimal fees = BigDecimal.valueOf(random.nextInt(1_000), 4);
    return JournalFixture.fill(
        order.clientOrderId() + "/" + leg,
        order,
        BigDecimal.valueOf(quantity),
        price.toPlainString(),
        fees.toPlainString(),
        Samples.NOW);
  }

  private static final class Expected {
    private BigDecimal cash = OPENING_CASH;
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal realised = BigDecimal.ZERO;
    private BigDecimal fees = BigDecimal.ZERO;
  }

  /** Unit by unit: each traded unit either opens at its price or closes at the average cost. */
  private static Expected recompute(List<Fill> fills) {
    Expected books = new Expected();
    for (Fill fill : fills) {
      BigDecimal one = BigDecimal.valueOf(fill.side() == Side.BUY ? 1 : -1);
      books.fees = books.fees.add(fill.fees());
      books.cash = books.cash.subtract(fill.fees());
      for (int unit = 0; unit < fill.quantity().intValueExact(); unit++) {
        books.cash = books.cash.subtract(one.multiply(fill.price()));
        if (books.quantity.signum() * one.signum() >= 0) {
          books.cost = books.cost.add(one.multiply(fill.price()));
        } else {
          BigDecimal average = books.cost.divide(books.quantity, new MathContext(60));
          books.cost = books.cost.add(one.multiply(average));
          books.realised =
              books.realised.add(one.negate().multiply(fill.price().subtract(average)));
        }
        books.quantity = books.quantity.add(one);
      }
    }
    return books;
  }

  private static void assertClose(BigDecimal actual, BigDecimal expected) {
    assertThat(actual.subtract(expected).abs())
        .as("%s against %s", actual, expected)
        .isLessThanOrEqualTo(TINY);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
