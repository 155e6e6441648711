package dev.aurora.service.journal.kill;

import dev.aurora.rules.fact.Side;
import java.math.BigDecimal;

/**
 * A position that is not flat.
 *
 * @param quantity signed units, never 0
 */
public record Holding(String account, String symbol, BigDecimal quantity) {

  public Holding {
    if (quantity.signum() == 0) {
      throw new IllegalArgumentException("flat: " + account + " " + symbol);
    }
  }

  /** Where a position is. */
  public record Place(String account, String symbol) {}

  public Place place() {
    return new Place(account, symbol);
  }

  /** The side that closes it. */
  public Side closingSide() {
    return quantity.signum() > 0 ? Side.SELL : Side.BUY;
  }
}
