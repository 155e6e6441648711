package dev.aurora.service.drill.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.SubmitResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire to the broker, which notes when the first send and the first cancel of each order began.
 * Moments are {@link System#nanoTime()}. Thread-safe.
 */
final class NotedWire implements Broker {

  private final Broker broker;
  private final Map<String, Long> sends = new ConcurrentHashMap<>();
  private final Map<String, Long> cancels = new ConcurrentHashMap<>();

  NotedWire(Broker broker) {
    this.broker = broker;
  }

  /** When the first send of each order began, by client order id. */
  Map<String, Long> sends() {
    return Map.copyOf(sends);
  }

  /** When each order was first asked to end, by client order id. */
  Map<String, Long> cancels() {
    return Map.copyOf(cancels);
  }

  @Override
  public SubmitResult submit(Order order, Instant marketNow) {
    sends.putIfAbsent(Objects.requireNonNull(order.clientOrderId()), System.nanoTime());
    return broker.submit(order, marketNow);
  }

  @Override
  public CancelResult cancel(String clientOrderId, Instant marketNow) {
    cancels.putIfAbsent(clientOrderId, System.nanoTime());
    return broker.cancel(clientOrderId, marketNow);
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
  public Answer<Optional<BrokerOrder>> lookup(String clientOrderId) {
    return broker.lookup(clientOrderId);
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
