package dev.aurora.service.broker.reconciliation;

import dev.aurora.service.broker.Answer;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.IllegalOrderTransition;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.order.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one order of ours to where it stands at the broker: asks for it, books its executions,
 * takes over its end. Never sends anything, and concludes nothing from silence: an order of unknown
 * outcome that the broker does not know stays unknown, because its message may still be on its way.
 * Thread-safe.
 */
public final class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  private final OrderJournal journal;
  private final Broker broker;

  public CatchUp(OrderJournal journal, Broker broker) {
    this.journal = journal;
    this.broker = broker;
  }

  /** What asking for an order brought. */
  public sealed interface Outcome {

    /**
     * The broker has it.
     *
     * @param fills what became of each execution that it reported
     */
    record AtBroker(BrokerOrder order, List<FillResult> fills) implements Outcome {}

    /** The broker never saw it; its state was left alone. */
    record NotAtBroker() implements Outcome {}

    /** The broker did not answer; nothing was changed. */
    record NoAnswer(String detail) implements Outcome {}
  }

  /**
   * Catches up with one order.
   *
   * @param atMarket market time
   */
  public Outcome catchUp(JournalOrder order, Instant atMarket) {
    // Orders first: an execution that comes between the two answers is booked all the same, while
    // the other way round an order could look filled without its last execution.
    Answer<Optional<BrokerOrder>> found = broker.lookup(order.clientOrderId());
    if (found instanceof Answer.Unavailable<Optional<BrokerOrder>> none) {
      return new Outcome.NoAnswer(none.detail());
    }
    Optional<BrokerOrder> atBroker = found.orThrow();
    if (atBroker.isEmpty()) {
      return new Outcome.NotAtBroker();
    }
    return adopt(order, atBroker.get(), atMarket);
  }

  /**
   * Books what the broker has of an order that it was just seen to have.
   *
   * @param order as the books have it now
   * @param atMarket market time
   */
  public Outcome adopt(JournalOrder order, BrokerOrder atBroker, Instant atMarket) {
    Answer<List<Execution>> executions = broker.executions(order.clientOrderId());
    if (executions instanceof Answer.Unavailable<List<Execution>> none) {
      return new Outcome.NoAnswer(none.detail());
    }
    List<FillResult> fills = new ArrayList<>();
    for (Execution execution : executions.orThrow()) {
      FillResult result = journal.bookFill(BrokerFills.fill(broker.name(), execution));
      tell(result);
      fills.add(result);
    }
    // One that we never sent is not ours to move on: the comparison opens a break for it.
    if (order.state().reserves() && order.state() != OrderState.APPROVED) {
      takeOverUnlessEnded(order, atBroker, atMarket);
    }
    return new Outcome.AtBroker(atBroker, fills);
  }

  /**
   * As {@link #adopt} of orders that the broker has taken back, with one question and two
   * transactions for all of them.
   *
   * @param cancelled as the broker has them now
   * @param atMarket market time
   * @return those that this has ended in the books
   * @throws BrokerUnavailable when it does not tell their executions; nothing was booked
   */
  public List<Transition> adoptCancelled(List<BrokerOrder> cancelled, Instant atMarket) {
    List<String> ids = cancelled.stream().map(BrokerOrder::clientOrderId).toList();
    List<Execution> executions = broker.executions(ids).orThrow();
    if (!executions.isEmpty()) {
      journal
          .bookFills(executions.stream().map(one -> BrokerFills.fill(broker.name(), one)).toList())
          .forEach(CatchUp::tell);
    }
    Map<String, String> brokerIds = new HashMap<>();
    cancelled.forEach(order -> brokerIds.put(order.clientOrderId(), order.brokerOrderId()));
    return journal.cancelledAtBroker(brokerIds, atMarket);
  }

  private static void tell(FillResult result) {
    switch (result) {
      case FillResult.Booked booked -> {
        if (booked.late() || booked.excess().signum() > 0) {
          LOG.error("fill of an order thought dead, or above its quantity: {}", booked);
        }
      }
      case FillResult.AlreadyBooked again -> LOG.debug("booked before: {}", again.booked());
      case FillResult.OrderUnknown unknown ->
          LOG.error("fill of an order not in the books: {}", unknown);
      case FillResult.Contradiction contradiction -> LOG.error("{}", contradiction);
    }
  }

  /** A kill may have ended it since the books were read: what has ended keeps its end. */
  private void takeOverUnlessEnded(JournalOrder order, BrokerOrder atBroker, Instant atMarket) {
    try {
      takeOver(order, atBroker, atMarket);
    } catch (IllegalOrderTransition moved) {
      OrderState now =
          journal.find(order.clientOrderId()).map(JournalOrder::state).orElseThrow(() -> moved);
      if (now.reserves()) {
        throw moved;
      }
      LOG.info("{} has ended as {} meanwhile", order.clientOrderId(), now);
    }
  }

  private void takeOver(JournalOrder order, BrokerOrder atBroker, Instant atMarket) {
    String id = order.clientOrderId();
    if (atBroker.state() == BrokerOrder.State.REJECTED) {
      journal.reject(
          id, new StateReason(String.valueOf(atBroker.reason()), "the broker says"), atMarket);
      return;
    }
    if (atBroker.state() == BrokerOrder.State.CANCELLED) {
      journal.cancelledAtBroker(Map.of(id, atBroker.brokerOrderId()), atMarket);
      return;
    }
    // It was at the broker, whatever became of it there: it has entered its value.
    journal.acknowledge(id, atBroker.brokerOrderId(), atMarket);
    if (atBroker.state() == BrokerOrder.State.EXPIRED) {
      journal.expire(id, new StateReason("EXPIRED_AT_BROKER", "the broker says"), atMarket);
    }
  }
}
