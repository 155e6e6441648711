package dev.aurora.service.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * One bar of one symbol, exactly as its source gave it: unadjusted, and not yet judged.
 *
 * <p>The numbers are doubles because a source may well say {@code NaN} or an infinity, and it is
 * DataSanity that must see, name and refuse those. Money never leaves as a double: {@link
 * #closePrice()} and {@link #openPrice()} give the decimal that stood in the source.
 *
 * @param symbol ticker
 * @param time start of the bar; for a daily bar the session's date at 00:00 UTC
 * @param open first price, price currency per share
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume shares traded
 */
public record Bar(
    String symbol,
    Instant time,
    double open,
    double high,
    double low,
    double close,
    double volume) {

  public Bar {
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(time, "time");
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("a bar needs a symbol");
    }
  }

  /**
   * The close as the decimal its source wrote (up to 15 significant digits).
   *
   * @throws NumberFormatException if the close is not finite
   */
  public BigDecimal closePrice() {
    return BigDecimal.valueOf(close);
  }

  /**
   * The open as the decimal its source wrote (up to 15 significant digits).
   *
   * @throws NumberFormatException if the open is not finite
   */
  public BigDecimal openPrice() {
    return BigDecimal.valueOf(open);
  }
}
