package dev.aurora.service.crash;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.SubmitResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A broker that does not de-duplicate, as many do not: each message that comes is an order of its
 * own. Orders rest with it.
 */
class CountingBroker implements Broker {

  private final List<BrokerOrder> orders = new ArrayList<>();

  /** Every order that it has, in the order in which they came. */
  List<BrokerOrder> orders() {
    return List.copyOf(orders);
  }

  @Override
  public String name() {
    return "COUNTING";
  }

  @Override
  public Answer<String> ping() {
    return new Answer.Answered<>(name());
  }

  @Override
  public SubmitResult submit(Order order, Instant marketNow) {
    BrokerOrder taken =
        new BrokerOrder(
            Objects.requireNonNull(order.clientOrderId()),
            "b-" + (orders.size() + 1),
            Objects.requireNonNull(order.account()),
            Objects.requireNonNull(order.symbol()),
            Objects.requireNonNull(order.side()),
            Objects.requireNonNull(order.quantity()),
            BigDecimal.ZERO,
            BrokerOrder.State.WORKING,
            null);
    orders.add(taken);
    return new SubmitResult.Acknowledged(taken);
  }

  @Override
  public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
    return new Answer.Answered<>(
        orders.stream().filter(order -> order.clientOrderId().equals(clientOrderId)).findFirst());
  }

  @Override
  public CancelResult cancel(String clientOrderId, Instant marketNow) {
    return new CancelResult.NotKnown(clientOrderId);
  }

  @Override
  public Answer<List<Execution>> executions(String clientOrderId) {
    return new Answer.Answered<>(List.of());
  }

  @Override
  public Answer<List<Execution>> executionsSince(String account, long afterIndex) {
    return new Answer.Answered<>(List.of());
  }

  @Override
  public Answer<List<BrokerOrder>> workingOrders(String account) {
    return new Answer.Answered<>(orders());
  }

  @Override
  public Answer<Map<String, BigDecimal>> positions(String account) {
    return new Answer.Answered<>(Map.of());
  }

  @Override
  public Answer<BigDecimal> cash(String account) {
    return new Answer.Answered<>(BigDecimal.ZERO);
  }
}
