package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Prices that the books value with, as the control catalogue defines them; {@code null} = missing,
 * never zero. A price that is not positive counts as absent.
 */
public final class Valuation {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal BPS = BigDecimal.valueOf(10_000);

  private Valuation() {}

  /** First present of: mid of an uncrossed quote; last; previous close. */
  public static @Nullable BigDecimal reference(@Nullable Quote quote) {
    if (quote == null) {
      return null;
    }
    BigDecimal bid = positive(quote.bid());
    BigDecimal ask = positive(quote.ask());
    if (bid != null && ask != null && bid.compareTo(ask) <= 0) {
      // Halving a decimal is exact.
      return bid.add(ask).divide(TWO);
    }
    BigDecimal last = positive(quote.last());
    return last != null ? last : positive(quote.previousClose());
  }

  /**
   * The price that the session started from: the close of the session before. A bar of an earlier
   * session holds it as its last price; anything newer names it as its previous close.
   */
  public static @Nullable BigDecimal atOpen(@Nullable Quote quote) {
    if (quote == null || quote.sessionsOld() == null) {
      return null;
    }
    return quote.sessionsOld() >= 1 ? reference(quote) : positive(quote.previousClose());
  }

  /**
   * What a unit of the order is valued and reserved at.
   *
   * @param limitPrice null for MARKET
   * @param bufferBps what a MARKET BUY is valued above the ask
   */
  public static @Nullable BigDecimal ofOrder(
      Side side,
      OrderType type,
      @Nullable BigDecimal limitPrice,
      @Nullable Quote quote,
      BigDecimal bufferBps) {
    BigDecimal reference = reference(quote);
    BigDecimal bid = orElse(quote == null ? null : positive(quote.bid()), reference);
    BigDecimal ask = orElse(quote == null ? null : positive(quote.ask()), reference);
    return switch (type) {
      case LIMIT -> limitValue(side, limitPrice, bid);
      case MARKET -> side == Side.SELL ? bid : ask == null ? null : buffered(ask, bufferBps);
    };
  }

  private static @Nullable BigDecimal limitValue(
      Side side, @Nullable BigDecimal limitPrice, @Nullable BigDecimal bid) {
    if (limitPrice == null || side == Side.BUY) {
      return limitPrice;
    }
    return bid == null ? limitPrice : limitPrice.max(bid);
  }

  private static BigDecimal buffered(BigDecimal ask, BigDecimal bufferBps) {
    return ask.add(ask.multiply(bufferBps).divide(BPS));
  }

  private static @Nullable BigDecimal positive(@Nullable BigDecimal price) {
    return price == null || price.signum() <= 0 ? null : price;
  }

  private static @Nullable BigDecimal orElse(
      @Nullable BigDecimal price, @Nullable BigDecimal fallback) {
    return price != null ? price : fallback;
  }
}
