package dev.aurora.service.drill.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerRelay;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.SubmitResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire to the broker, which notes when the first send of each order began, and when the broker
 * was through with the first cancel of it, whether it answered or not. Moments are {@link
 * System#nanoTime()}. Thread-safe.
 */
final class NotedWire extends BrokerRelay {

  private final Broker broker;
  private final Map<String, Long> sends = new ConcurrentHashMap<>();
  private final Map<String, Long> cancels = new ConcurrentHashMap<>();

  NotedWire(Broker broker) {
    super(broker);
    this.broker = broker;
  }

  /** When the first send of each order began, by client order id. */
  Map<String, Long> sends() {
    return Map.copyOf(sends);
  }

  /** When the first cancel of each order had certainly been sent, by client order id. */
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
    return cancelAll(List.of(clientOrderId), marketNow).getFirst();
  }

  @Override
  public int cancelsInOneMessage() {
    return broker.cancelsInOneMessage();
  }

  /** The end of the message counts: nobody outside sees when each order of it was asked to end. */
  @Override
  public List<CancelResult> cancelAll(List<String> clientOrderIds, Instant marketNow) {
    List<CancelResult> answers = broker.cancelAll(clientOrderIds, marketNow);
    long through = System.nanoTime();
    clientOrderIds.forEach(id -> cancels.putIfAbsent(id, through));
    return answers;
  }

  @Override
  public Answer<List<Execution>> executions(Collection<String> clientOrderIds) {
    return broker.executions(clientOrderIds);
  }
}
