package dev.aurora.service.order;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerOrder;
import dev.aurora.service.broker.BrokerUnavailable;
import dev.aurora.service.broker.CancelResult;
import dev.aurora.service.broker.Outage;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.reconciliation.CatchUp;
import dev.aurora.service.journal.OrderJournal;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.order.SendTurn;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.order.UnknownOrderId;
import dev.aurora.service.killswitch.LastStepGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one approved order over the last step, and takes orders back. The outbox row stands before
 * the wire; what may have been sent before is asked for; kill, mode, validity and what the order
 * replaces are looked at immediately before each send. Thread-safe.
 */
public final class OrderSender {

  private static final Logger LOG = LoggerFactory.getLogger(OrderSender.class);

  /** Longer than a broker may take to answer. */
  private static final Duration SENDING_MAX = Duration.ofSeconds(30);

  private final OrderJournal journal;
  private final Broker broker;
  private final LastStepGuard guard;
  private final CatchUp catchUp;
  private final Alone alone = new Alone(SENDING_MAX);

  public OrderSender(OrderJournal journal, Broker broker, LastStepGuard guard) {
    this.journal = journal;
    this.broker = broker;
    this.guard = guard;
    this.catchUp = new CatchUp(journal, broker);
  }

  /**
   * Sends the order if it may be sent; otherwise its state in the books says why not. Another
   * attempt of this process that still sends it is waited for, and counts.
   *
   * @param marketNow market time
   * @throws BrokerUnavailable when the broker certainly did not get it, or another attempt still
   *     sends it: try again later
   */
  public void send(JournalOrder order, TradingMode mode, Instant marketNow) {
    if (!alone.with(order.clientOrderId(), () -> sendAlone(order, mode, marketNow))) {
      throw new BrokerUnavailable(
          Outage.NO_ANSWER, "an earlier attempt still sends " + order.clientOrderId());
    }
  }

  private void sendAlone(JournalOrder order, TradingMode mode, Instant marketNow) {
    SendTurn turn = journal.beginSend(order.clientOrderId(), marketNow);
    switch (turn.kind()) {
      case FIRST -> transmit(order, mode, marketNow);
      case REPEATED -> askThenTransmit(order, turn.state(), mode, marketNow);
      case NEVER -> LOG.debug("{} has ended as {}", order.clientOrderId(), turn.state());
    }
  }

  /**
   * Asks the broker what became of the order and books it; sends nothing. An order that has ended
   * in the books keeps its end: only fills that came later are booked.
   *
   * @throws BrokerUnavailable when it does not answer
   */
  public void refresh(JournalOrder order, Instant marketNow) {
    answered(catchUp.catchUp(order, marketNow));
  }

  /**
   * Takes the order back, as far as it goes: unsent at once, else by asking the broker. Nothing is
   * concluded from a broker that does not know it, since its message may still be on its way: ask
   * again until the order has ended.
   *
   * @param why kept with the order
   * @throws BrokerUnavailable when the broker does not answer: try again later
   */
  public void cancel(JournalOrder order, StateReason why, Instant marketNow) {
    String id = order.clientOrderId();
    if (journal.withdraw(id, why, marketNow).to().reserves()) {
      journal.requestCancel(id, why, marketNow);
      bookEnd(broker.cancel(id, marketNow), marketNow);
    }
  }

  /**
   * Begins to take back orders of one account that a kill covers: what was not sent ends BLOCKED at
   * once. Cancels are never blocked themselves.
   *
   * @param askedBefore wall time; who was asked to end after that is left alone
   * @return client order ids of those to {@link #askToEnd}, then {@link #bookEnds}
   */
  public List<String> beginTakeBack(
      List<String> clientOrderIds, StateReason kill, Instant askedBefore, Instant marketNow) {
    return journal.beginTakeBack(clientOrderIds, kill, askedBefore, marketNow);
  }

  /** How many orders one {@link #askToEnd} may name. */
  public int askedAtOnce() {
    return broker.cancelsInOneMessage();
  }

  /**
   * Asks the broker to end orders whose cancel is noted in the books; books nothing.
   *
   * @param clientOrderIds at most {@link #askedAtOnce}
   * @return one answer an order, in their order
   */
  public List<CancelResult> askToEnd(List<String> clientOrderIds, Instant marketNow) {
    return broker.cancelAll(clientOrderIds, marketNow);
  }

  /**
   * Books what the broker said to the cancels of a message, those that it carried out together;
   * each alone when it does not tell what was executed of one of them.
   *
   * @throws BrokerUnavailable when it said nothing of one: the others are booked
   */
  public void bookEnds(List<CancelResult> answers, Instant marketNow) {
    List<CancelResult.Cancelled> cancelled = new ArrayList<>();
    List<CancelResult> alone = new ArrayList<>();
    for (CancelResult answer : answers) {
      if (answer instanceof CancelResult.Cancelled taken) {
        cancelled.add(taken);
      } else {
        alone.add(answer);
      }
    }
    if (!cancelled.isEmpty() && !bookedTogether(cancelled, marketNow)) {
      alone.addAll(cancelled);
    }
    Optional<BrokerUnavailable> silence = Optional.empty();
    for (CancelResult answer : alone) {
      try {
        bookEnd(answer, marketNow);
      } catch (BrokerUnavailable silent) {
        silence = Optional.of(silent);
      }
    }
    silence.ifPresent(
        silent -> {
          throw silent;
        });
  }

  /** False when the broker does not tell the executions of one of them: nothing was booked. */
  private boolean bookedTogether(List<CancelResult.Cancelled> cancelled, Instant marketNow) {
    try {
      catchUp.adoptCancelled(
          cancelled.stream().map(CancelResult.Cancelled::order).toList(), marketNow);
      return true;
    } catch (BrokerUnavailable silent) {
      LOG.warn("the ends of a message are booked one by one: {}", silent.getMessage());
      return false;
    }
  }

  /** Books what the broker said to a cancel; throws when it said nothing. */
  private void bookEnd(CancelResult answer, Instant marketNow) {
    switch (answer) {
      case CancelResult.Cancelled cancelled -> adopt(cancelled.order(), marketNow);
      case CancelResult.HadEnded ended -> adopt(ended.order(), marketNow);
      case CancelResult.NotKnown none ->
          LOG.warn("the broker knows no {} to cancel; it stays open", none.clientOrderId());
      case CancelResult.NoAnswer silent ->
          throw new BrokerUnavailable(silent.outage(), silent.detail());
    }
  }

  private void askThenTransmit(
      JournalOrder order, OrderState state, TradingMode mode, Instant marketNow) {
    Optional<BrokerOrder> known = broker.lookup(order.clientOrderId()).orThrow();
    if (known.isPresent()) {
      adopt(known.orElseThrow(), marketNow);
    } else if (state == OrderState.UNKNOWN) {
      // Its message may still arrive: only the broker or a person can say that it will not.
      LOG.warn("{} stays unknown: the broker does not know it yet", order.clientOrderId());
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

  /**
   * The last look; true when the order has been ended instead of sent. What else has to be read is
   * read first: a kill that is latched meanwhile must still be seen.
   */
  private boolean keptBack(JournalOrder order, TradingMode mode, Instant marketNow) {
    Optional<StateReason> replaced = replacedOrder(order);
    Optional<StateReason> block =
        guard
            .block(order.order(), order.verdict().reducer())
            .map(why -> new StateReason(why.code(), why.detail()))
            .or(() -> shadow(mode))
            .or(() -> replaced);
    if (block.isPresent()) {
      journal.block(order.clientOrderId(), block.orElseThrow(), marketNow);
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

  private static Optional<StateReason> shadow(TradingMode mode) {
    return mode == TradingMode.SHADOW
        ? Optional.of(new StateReason("shadow-mode", "checked and recorded, never sent"))
        : Optional.empty();
  }

  /** Its verdict held for the order in the place of the one that it replaces, never beside it. */
  private Optional<StateReason> replacedOrder(JournalOrder order) {
    String replaced = order.order().replaces();
    if (replaced == null) {
      return Optional.empty();
    }
    if (order.replacedFilled() == null) {
      return Optional.of(
          new StateReason("replaced-order", replaced + " was not live when this was checked"));
    }
    JournalOrder old = journal.find(replaced).orElseThrow(() -> new UnknownOrderId(replaced));
    if (old.state().reserves()) {
      return Optional.of(new StateReason("replaced-order", replaced + " may still fill"));
    }
    return old.filled().compareTo(order.replacedFilled()) == 0
        ? Optional.empty()
        : Optional.of(
            new StateReason(
                "replaced-order",
                "%s was filled up to %s units meanwhile, up to %s when this was checked"
                    .formatted(replaced, old.filled(), order.replacedFilled())));
  }

  private void adopt(BrokerOrder known, Instant marketNow) {
    String id = known.clientOrderId();
    JournalOrder order = journal.find(id).orElseThrow(() -> new UnknownOrderId(id));
    answered(catchUp.adopt(order, known, marketNow));
  }

  private static void answered(CatchUp.Outcome outcome) {
    if (outcome instanceof CatchUp.Outcome.NoAnswer none) {
      throw new BrokerUnavailable(Outage.NO_ANSWER, none.detail());
    }
  }
}
