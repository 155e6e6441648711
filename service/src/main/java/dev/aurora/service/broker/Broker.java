package dev.aurora.service.broker;

import dev.aurora.rules.fact.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where orders are sent. Thread-safe. Everything that can be expected of a broker, silence and
 * outages among it, is a value; an exception means a mistake in the program.
 */
public interface Broker {

  /** Name in the key of fills, such as {@code PAPER}. */
  String name();

  /** Whether it answers at all: its name, or the outage. */
  Answer<String> ping();

  /**
   * Sends an order. Sending the same client order id again changes nothing at the broker.
   *
   * @param marketNow market time
   */
  SubmitResult submit(Order order, Instant marketNow);

  /** The order of that client order id, as the broker sees it; empty when it never saw one. */
  Answer<Optional<BrokerOrder>> lookup(String clientOrderId);

  /**
   * Takes back what has not been filled.
   *
   * @param marketNow market time
   */
  CancelResult cancel(String clientOrderId, Instant marketNow);

  /** Executions of an order; may repeat one, and in any order. */
  Answer<List<Execution>> executions(String clientOrderId);

  /**
   * Executions of an account after one that the broker gave before, in its own order.
   *
   * @param afterIndex {@link Execution#index()} of the last one known; 0 for all
   */
  Answer<List<Execution>> executionsSince(String account, long afterIndex);

  /** Orders of an account that are still working. */
  Answer<List<BrokerOrder>> workingOrders(String account);

  /** Signed units by symbol, without flat ones. */
  Answer<Map<String, BigDecimal>> positions(String account);

  /** Account currency. */
  Answer<BigDecimal> cash(String account);
}
