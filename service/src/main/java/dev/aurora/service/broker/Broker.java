package dev.aurora.service.broker;

import dev.aurora.rules.fact.Order;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

  /** How many orders one message to {@link #cancelAll} may name; each message is one wait. */
  default int cancelsInOneMessage() {
    return 1;
  }

  /**
   * Takes back what has not been filled of several orders, each on its own: one that is not
   * answered for keeps no other from ending.
   *
   * @param clientOrderIds at most {@link #cancelsInOneMessage}
   * @return one answer an order, in their order
   */
  default List<CancelResult> cancelAll(List<String> clientOrderIds, Instant marketNow) {
    return clientOrderIds.stream().map(id -> cancel(id, marketNow)).toList();
  }

  /** Executions of an order; may repeat one, and in any order. */
  Answer<List<Execution>> executions(String clientOrderId);

  /** As {@link #executions} of several orders; no answer for one of them is none for all. */
  default Answer<List<Execution>> executions(Collection<String> clientOrderIds) {
    List<Execution> all = new ArrayList<>();
    for (String id : clientOrderIds) {
      Answer<List<Execution>> answer = executions(id);
      if (answer instanceof Answer.Unavailable<List<Execution>>) {
        return answer;
      }
      all.addAll(answer.orThrow());
    }
    return new Answer.Answered<>(all);
  }

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
