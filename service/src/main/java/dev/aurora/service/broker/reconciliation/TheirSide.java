package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.Execution;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An account at the broker at one moment.
 *
 * @param orders those that work there, and those of ours that it was asked for and knows, by client
 *     order id
 * @param executions all of the account; may repeat one
 * @param positions signed units by symbol; flat ones may be left out
 * @param cash account currency
 */
public record TheirSide(
    Map<String, BrokerOrder> orders,
    List<Execution> executions,
    Map<String, BigDecimal> positions,
    BigDecimal cash) {

  public TheirSide {
    orders = Map.copyOf(orders);
    executions = List.copyOf(executions);
    positions = Map.copyOf(positions);
  }
}
