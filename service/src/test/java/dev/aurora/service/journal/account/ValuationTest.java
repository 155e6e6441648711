package dev.aurora.service.journal.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuationTest {

  private static final BigDecimal BUFFER_BPS = BigDecimal.valueOf(100);

  @ParameterizedTest
  @CsvSource({
    "99, 101, 105, 90, 100",
    "99, 99.01, 105, 90, 99.005",
    "101, 99, 105, 90, 105",
    ", 101, 105, 90, 105",
    "99, , 105, 90, 105",
    ", , , 90, 90",
    "0, 101, 0, 90, 90",
    ", , , , ",
  })
  void takesTheFirstReferencePricePresent(
      BigDecimal bid, BigDecimal ask, BigDecimal last, BigDecimal close, BigDecimal expected) {
    assertThat(Valuation.reference(quote(bid, ask, last, close, 0))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "BUY, LIMIT, 98, 98",
    "SELL, LIMIT, 98, 99",
    "SELL, LIMIT, 102, 102",
    "BUY, MARKET, , 102.01",
    "SELL, MARKET, , 99",
  })
  void valuesAnOrderOnItsSideOfTheQuote(
      Side side, OrderType type, BigDecimal limit, BigDecimal expected) {
    Quote quote = quote(n("99"), n("101"), n("105"), n("90"), 0);

    assertThat(Valuation.ofOrder(side, type, limit, quote, BUFFER_BPS))
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"BUY, MARKET, , 106.05", "SELL, MARKET, , 105", "SELL, LIMIT, 98, 105"})
  void fallsBackToTheReferencePriceForAnAbsentSide(
      Side side, OrderType type, BigDecimal limit, BigDecimal expected) {
    Quote quote = quote(null, null, n("105"), n("90"), 0);

    assertThat(Valuation.ofOrder(side, type, limit, quote, BUFFER_BPS))
        .isEqualByComparingTo(expected);
  }

  @Test
  void knowsNoPriceWithoutAQuote() {
    assertThat(Valuation.reference(null)).isNull();
    assertThat(Valuation.atOpen(null)).isNull();
    assertThat(Valuation.ofOrder(Side.BUY, OrderType.MARKET, null, null, BUFFER_BPS)).isNull();
    assertThat(Valuation.ofOrder(Side.SELL, OrderType.MARKET, null, null, BUFFER_BPS)).isNull();
  }

  @Test
  void opensASessionAtTheCloseOfTheOneBefore() {
    assertThat(Valuation.atOpen(quote(null, null, n("105"), n("90"), 0))).isEqualTo(n("90"));
    assertThat(Valuation.atOpen(quote(null, null, n("105"), n("90"), 1))).isEqualTo(n("105"));
  }

  private static Quote quote(
      BigDecimal bid, BigDecimal ask, BigDecimal last, BigDecimal close, int sessionsOld) {
    return new Quote(bid, ask, last, close, null, QuoteSource.BAR, sessionsOld);
  }

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }
}
