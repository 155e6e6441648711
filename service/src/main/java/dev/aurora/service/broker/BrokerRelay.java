package dev.aurora.service.broker;

import dev.aurora.rules.fact.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A broker seen through something: passes everything on. Cancels of several orders are passed on
 * one by one, so that whoever looks at cancels misses none. As thread-safe as the broker behind it.
 */
public abstract class BrokerRelay implements Broker {

  private final Broker broker;

  protected BrokerRelay(Broker broker) {
    this.broker = broker;
  }

  @Override
  public String name() {
    return broker.name();
  }

  @Override
  public Answer<String> ping() {
    return broker.ping();
  }

  @Override
  public SubmitResult submit(Order order, Instant marketNow) {
    return broker.submit(order, marketNow);
  }

  @Override
  public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
    return broker.lookup(clientOrderId);
  }

  @Override
  public CancelResult cancel(String clientOrderId, Instant marketNow) {
    return broker.cancel(clientOrderId, marketNow);
  }

  @Override
  public Answer<List<Execution>> executions(String clientOrderId) {
    return broker.executions(clientOrderId);
  }

  @Override
  public Answer<List<Execution>> executionsSince(String account, long afterIndex) {
    return broker.executionsSince(account, afterIndex);
  }

  @Override
  public Answer<List<BrokerOrder>> workingOrders(String account) {
    return broker.workingOrders(account);
  }

  @Override
  public Answer<Map<String, BigDecimal>> positions(String account) {
    return broker.positions(account);
  }

  @Override
  public Answer<BigDecimal> cash(String account) {
    return broker.cash(account);
  }
}
