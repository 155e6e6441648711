package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A part of an order that the broker executed.
 *
 * @param executionId unique at this broker for ever
 * @param quantity units, &gt; 0
 * @param price price currency per unit, &gt;= 0
 * @param fees account currency; negative for a rebate
 * @param at market time, held to the microsecond as the books hold it
 */
public record Fill(
    String broker,
    String executionId,
    String clientOrderId,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal fees,
    Instant at) {

  public Fill {
    if (quantity.signum() <= 0 || price.signum() < 0) {
      throw new IllegalArgumentException("no fill: " + quantity + " at " + price);
    }
    if (!Columns.fits(quantity) || !Columns.fits(price) || !Columns.fits(fees)) {
      throw new IllegalArgumentException(
          "the books can't hold this exactly: " + quantity + " at " + price + ", fees " + fees);
    }
    quantity = Columns.plain(quantity);
    price = Columns.plain(price);
    fees = Columns.plain(fees);
    at = Columns.micros(at);
  }
}
