package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.JournalOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An account in our books at one moment.
 *
 * @param orders by client order id
 * @param fills of the broker that is compared with
 * @param positions signed units by symbol; flat ones may be left out
 * @param cash account currency
 */
public record OurSide(
    String account,
    Map<String, JournalOrder> orders,
    List<Fill> fills,
    Map<String, BigDecimal> positions,
    BigDecimal cash) {

  public OurSide {
    orders = Map.copyOf(orders);
    fills = List.copyOf(fills);
    positions = Map.copyOf(positions);
  }
}
