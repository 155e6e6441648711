package dev.aurora.service.order;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.SendTurn;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.killswitch.LastStepGuard.BlockReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one approved order over the last step. The outbox row stands before the wire; what may have
 * been sent before is asked for; kill, mode and validity are looked at immediately before each
 * send. Thread-safe.
 */
public final class OrderSender {

  private static final Logger LOG = LoggerFactory.getLogger(OrderSender.class);

  private final OrderJournal journal;
  private final Broker broker;
  private final LastStepGuard guard;

  public OrderSender(OrderJournal journal, Broker broker, LastStepGuard guard) {
    this.journal = journal;
    this.broker = broker;
    this.guard = guard;
  }

  /**
   * Sends the order if it may be sent; otherwise its state in the books says why not.
   *
   * @param marketNow market time
   * @throws BrokerUnavailable when the broker certainly did not get it: try again later
   */
  public void send(JournalOrder order, TradingMode mode, Instant marketNow) {
    SendTurn turn = journal.beginSend(order.clientOrderId(), marketNow);
    switch (turn.kind()) {
      case FIRST -> transmit(order, mode, marketNow);
      case REPEATED -> askThenTransmit(order, mode, marketNow);
      case NEVER -> LOG.debug("{} has ended as {}", order.clientOrderId(), turn.state());
    }
  }

  /** Asks the broker what became of the order and books it; sends nothing. */
  public void refresh(JournalOrder order, Instant marketNow) {
    Optional<BrokerOrder> known = broker.lookup(order.clientOrderId()).orThrow();
    known.ifPresent(found -> adopt(found, marketNow));
  }

  private void askThenTransmit(JournalOrder order, TradingMode mode, Instant marketNow) {
    Optional<BrokerOrder> known = broker.lookup(order.clientOrderId()).orThrow();
    if (known.isPresent()) {
      adopt(known.orElseThrow(), marketNow);
    } else {
      transmit(order, mode, marketNow);
    }
  }

  private void transmit(JournalOrder order, TradingMode mode, Instant marketNow) {
    if (keptBack(order, mode, marketNow)) {
      return;
    }
    String id = order.clientOrderId();
    switch (broker.submit(order.order(), marketNow)) {
      case SubmitResult.Acknowledged acknowledged -> adopt(acknowledged.order(), marketNow);
      case SubmitResult.Rejected rejected ->
          journal.reject(
              id, new StateReason(rejected.reason().name(), rejected.detail()), marketNow);
      case SubmitResult.NotSent notSent ->
          throw new BrokerUnavailable(notSent.outage(), notSent.detail());
      case SubmitResult.NoAnswer silent ->
          journal.unknown(id, new StateReason(silent.outage().name(), silent.detail()), marketNow);
    }
  }

  /** The last look; true when the order has been ended instead of sent. */
  private boolean keptBack(JournalOrder order, TradingMode mode, Instant marketNow) {
    Optional<BlockReason> block = guard.block(order.order(), order.verdict().reducer());
    if (block.isPresent()) {
      BlockReason why = block.orElseThrow();
      journal.block(order.clientOrderId(), new StateReason(why.code(), why.detail()), marketNow);
      return true;
    }
    if (mode == TradingMode.SHADOW) {
      journal.block(
          order.clientOrderId(),
          new StateReason("shadow-mode", "checked and recorded, never sent"),
          marketNow);
      return true;
    }
    if (order.validUntil() != null && marketNow.isAfter(order.validUntil())) {
      journal.expire(
          order.clientOrderId(),
          new StateReason("valid-until", "its verdict held until " + order.validUntil()),
          marketNow);
      return true;
    }
    return false;
  }

  /** Takes over what the broker says: fills first, then how it ended. */
  private void adopt(BrokerOrder known, Instant marketNow) {
    String id = known.clientOrderId();
    if (known.state() == BrokerOrder.State.REJECTED) {
      journal.reject(
          id, new StateReason(String.valueOf(known.reason()), "by the broker"), marketNow);
      return;
    }
    journal.acknowledge(id, known.brokerOrderId(), marketNow);
    List<Execution> executions = broker.executions(id).orThrow();
    executions.forEach(this::book);
    switch (known.state()) {
      case CANCELLED ->
          journal.cancelled(id, new StateReason("broker", "cancelled at the broker"), marketNow);
      case EXPIRED ->
          journal.expire(
              id, new StateReason("broker", "its time ran out at the broker"), marketNow);
      case WORKING, PARTIALLY_FILLED, FILLED, REJECTED ->
          LOG.debug("{} is {} at the broker", id, known.state());
    }
  }

  private void book(Execution execution) {
    FillResult result =
        journal.bookFill(
            new Fill(
                broker.name(),
                execution.executionId(),
                execution.clientOrderId(),
                execution.symbol(),
                execution.side(),
                execution.quantity(),
                execution.price(),
                execution.fees(),
                execution.at()));
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
}
