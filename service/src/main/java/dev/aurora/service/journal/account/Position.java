package dev.aurora.service.journal.account;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A holding in one symbol, by the average price method.
 *
 * @param quantity signed units; 0 = flat
 * @param averagePrice price currency per unit of what is held; 0 when flat
 */
public record Position(BigDecimal quantity, BigDecimal averagePrice) {

  public static final Position FLAT = new Position(BigDecimal.ZERO, BigDecimal.ZERO);

  public Position {
    if (averagePrice.signum() < 0) {
      throw new IllegalArgumentException("an average price is not negative: " + averagePrice);
    }
    if (quantity.signum() == 0 && averagePrice.signum() != 0) {
      throw new IllegalArgumentException("a flat position has no average price: " + averagePrice);
    }
    quantity = Columns.plain(quantity);
    averagePrice = Columns.plain(averagePrice);
  }

  /**
   * A position after a fill.
   *
   * @param closedUnits how much of the former position the fill closed, &gt;= 0
   * @param realisedPerUnit price currency gained per closed unit, before fees
   */
  public record Change(Position after, BigDecimal closedUnits, BigDecimal realisedPerUnit) {

    /** Price currency gained by the closed part, before fees and multiplier. */
    public BigDecimal realised() {
      return closedUnits.multiply(realisedPerUnit);
    }
  }

  /**
   * Adds a fill: extending averages the price, reducing keeps it, and a fill through zero starts a
   * new position at its own price.
   *
   * @param units filled, &gt; 0
   * @param price price currency per unit, &gt;= 0
   */
  public Change fill(Side side, BigDecimal units, BigDecimal price) {
    if (units.signum() <= 0 || price.signum() < 0) {
      throw new IllegalArgumentException("no fill: " + units + " at " + price);
    }
    BigDecimal signed = side == Side.BUY ? units : units.negate();
    BigDecimal after = quantity.add(signed);
    if (quantity.signum() * side.sign() >= 0) {
      return new Change(extended(after, units, price), BigDecimal.ZERO, BigDecimal.ZERO);
    }
    BigDecimal closed = units.min(quantity.abs());
    BigDecimal gain =
        quantity.signum() > 0 ? price.subtract(averagePrice) : averagePrice.subtract(price);
    return new Change(remainder(after, price), closed, gain);
  }

  private Position extended(BigDecimal after, BigDecimal units, BigDecimal price) {
    BigDecimal cost = quantity.abs().multiply(averagePrice).add(units.multiply(price));
    return new Position(after, cost.divide(after.abs(), Columns.SCALE, RoundingMode.HALF_EVEN));
  }

  private Position remainder(BigDecimal after, BigDecimal price) {
    if (after.signum() == 0) {
      return FLAT;
    }
    return new Position(after, after.signum() == quantity.signum() ? averagePrice : price);
  }
}
