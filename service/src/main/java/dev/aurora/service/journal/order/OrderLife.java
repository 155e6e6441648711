package dev.aurora.service.journal.order;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Moves orders through their states on the way to the broker and back. Thread-safe; each step is
 * durable when its method returns, and repeating a step changes nothing. Every {@code atMarket} is
 * market time.
 *
 * <p>All methods throw {@link UnknownOrderId} for an order that is not in the books, and {@link
 * IllegalOrderTransition} for a step that its state does not have.
 */
public final class OrderLife {

  private static final String SUBMIT = "SUBMIT";
  private static final String CANCEL = "CANCEL";

  private final Database database;
  private final Clock clock;

  public OrderLife(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Writes the outbox row that stands before the wire, and says what the sender must do. */
  public SendTurn beginSend(String clientOrderId, Instant atMarket) {
    return database.transaction(handle -> beginSend(handle, clientOrderId, atMarket));
  }

  /** As {@link #beginSend(String, Instant)} for a chunk, in one transaction. */
  public List<SendTurn> beginSend(List<String> clientOrderIds, Instant atMarket) {
    return database.transaction(
        handle -> {
          OrderRows.lockInOrder(handle, clientOrderIds);
          return clientOrderIds.stream().map(id -> beginSend(handle, id, atMarket)).toList();
        });
  }

  /** The broker has it. A fill may have come before: then only the broker's id is noted. */
  public Transition acknowledge(String clientOrderId, String brokerOrderId, Instant atMarket) {
    return database.transaction(
        handle -> acknowledge(handle, clientOrderId, brokerOrderId, atMarket));
  }

  /**
   * As {@link #acknowledge(String, String, Instant)} for a chunk, in one transaction.
   *
   * @param brokerOrderIds by client order id
   */
  public List<Transition> acknowledge(Map<String, String> brokerOrderIds, Instant atMarket) {
    SortedMap<String, String> inOrder = new TreeMap<>(brokerOrderIds);
    return database.transaction(
        handle ->
            inOrder.entrySet().stream()
                .map(entry -> acknowledge(handle, entry.getKey(), entry.getValue(), atMarket))
                .toList());
  }

  private Transition acknowledge(
      Handle handle, String clientOrderId, String brokerOrderId, Instant atMarket) {
    JournalOrder order = locked(handle, clientOrderId);
    handle
        .createUpdate("update orders set broker_order_id = :broker where client_order_id = :id")
        .bind("broker", brokerOrderId)
        .bind("id", clientOrderId)
        .execute();
    return switch (order.state()) {
      case WORKING, PARTIALLY_FILLED, FILLED ->
          new Transition(clientOrderId, order.state(), order.state(), false);
      case DENIED, APPROVED, IN_FLIGHT, UNKNOWN, CANCELLED, REJECTED, BLOCKED, EXPIRED ->
          step(handle, order, OrderState.WORKING, null, atMarket);
    };
  }

  /** The broker refused it; its room is free. */
  public Transition reject(String clientOrderId, StateReason reason, Instant atMarket) {
    return step(clientOrderId, OrderState.REJECTED, reason, atMarket);
  }

  /**
   * It must not be sent; its room is free and it is never sent after a release. For an order in
   * flight or of unknown outcome the caller knows that the broker does not have it.
   */
  public Transition block(String clientOrderId, StateReason reason, Instant atMarket) {
    return step(clientOrderId, OrderState.BLOCKED, reason, atMarket);
  }

  /** Its time ran out, before it was sent or at the broker; its room is free. */
  public Transition expire(String clientOrderId, StateReason reason, Instant atMarket) {
    return step(clientOrderId, OrderState.EXPIRED, reason, atMarket);
  }

  /** No answer: it may or may not be at the broker, so its room stays taken. */
  public Transition unknown(String clientOrderId, StateReason reason, Instant atMarket) {
    return step(clientOrderId, OrderState.UNKNOWN, reason, atMarket);
  }

  /** The broker confirmed its end, or it was taken back before it was sent; its room is free. */
  public Transition cancelled(String clientOrderId, StateReason reason, Instant atMarket) {
    return step(clientOrderId, OrderState.CANCELLED, reason, atMarket);
  }

  /**
   * Takes back an order that was not sent; one that is past that is left as it is, and has to be
   * cancelled at the broker.
   */
  public Transition withdraw(String clientOrderId, StateReason reason, Instant atMarket) {
    return endUnsent(clientOrderId, OrderState.CANCELLED, reason, atMarket);
  }

  /** As {@link #withdraw}, because a kill stands in front of the wire. */
  public Transition blockUnsent(String clientOrderId, StateReason reason, Instant atMarket) {
    return endUnsent(clientOrderId, OrderState.BLOCKED, reason, atMarket);
  }

  private Transition endUnsent(
      String clientOrderId, OrderState end, StateReason reason, Instant atMarket) {
    return database.transaction(
        handle -> {
          JournalOrder order = locked(handle, clientOrderId);
          return order.state() == OrderState.APPROVED
              ? step(handle, order, end, reason, atMarket)
              : new Transition(clientOrderId, order.state(), order.state(), false);
        });
  }

  /**
   * Notes that a cancel is about to be sent; cancels are counted, never throttled.
   *
   * @param why kept of the first who asked
   */
  public void requestCancel(String clientOrderId, StateReason why, Instant atMarket) {
    database.run(
        handle -> outbox(handle, locked(handle, clientOrderId), CANCEL, why.text(), atMarket));
  }

  /**
   * Begins to take back a chunk of orders for a kill, in one transaction: what was not sent ends
   * BLOCKED, and for the rest a cancel is noted as about to be sent.
   *
   * @param askedBefore wall time; what was asked to end since then is left out, for whoever asked
   *     is at it. A time that has not come yet, of a worker whose clock is ahead, keeps nobody
   *     away.
   * @return those that must be asked to end at the broker now
   */
  public List<String> beginTakeBack(
      Collection<String> clientOrderIds, StateReason kill, Instant askedBefore, Instant atMarket) {
    return database.transaction(
        handle -> {
          OrderRows.lockInOrder(handle, clientOrderIds);
          Set<String> underWay = cancelAskedSince(handle, clientOrderIds, askedBefore);
          List<String> toAsk = new ArrayList<>();
          for (JournalOrder order : OrderRows.find(handle, clientOrderIds)) {
            if (order.state() == OrderState.APPROVED) {
              step(handle, order, OrderState.BLOCKED, kill, atMarket);
            } else if (order.state().reserves() && !underWay.contains(order.clientOrderId())) {
              outbox(handle, order, CANCEL, kill.text(), atMarket);
              toAsk.add(order.clientOrderId());
            }
          }
          return toAsk;
        });
  }

  private Set<String> cancelAskedSince(
      Handle handle, Collection<String> clientOrderIds, Instant since) {
    return clientOrderIds.isEmpty()
        ? Set.of()
        : Set.copyOf(
            handle
                .createQuery(
                    "select client_order_id from outbox where message = :message"
                        + " and last_at > :since and last_at <= :now"
                        + " and client_order_id in (<ids>)")
                .bind("message", CANCEL)
                .bind("since", Columns.time(since))
                .bind("now", Columns.time(clock.instant()))
                .bindList("ids", List.copyOf(clientOrderIds))
                .mapTo(String.class)
                .list());
  }

  /** Who asked for the order to be cancelled, and why; empty when nobody did. */
  public Optional<String> cancelAskedFor(String clientOrderId) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    "select reason from outbox where client_order_id = :id and message = :message"
                        + " and reason is not null")
                .bind("id", clientOrderId)
                .bind("message", CANCEL)
                .mapTo(String.class)
                .findOne());
  }

  /** Keeps what a person said became of an order, before anything is done about it. */
  public void noteResolution(String clientOrderId, String outcome, String by, String reason) {
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into order_resolutions (client_order_id, outcome, resolved_by, reason,
                        resolved_at)
                    values (:id, :outcome, :by, :reason, :now)\
                    """)
                .bind("id", clientOrderId)
                .bind("outcome", outcome)
                .bind("by", by)
                .bind("reason", reason)
                .bind("now", Columns.time(clock.instant()))
                .execute());
  }

  private SendTurn beginSend(Handle handle, String clientOrderId, Instant atMarket) {
    JournalOrder order = locked(handle, clientOrderId);
    return switch (order.state()) {
      case APPROVED -> {
        outbox(handle, order, SUBMIT, null, atMarket);
        step(handle, order, OrderState.IN_FLIGHT, null, atMarket);
        yield new SendTurn(clientOrderId, SendTurn.Kind.FIRST, OrderState.IN_FLIGHT);
      }
      case IN_FLIGHT, UNKNOWN, WORKING, PARTIALLY_FILLED, FILLED, REJECTED -> {
        outbox(handle, order, SUBMIT, null, atMarket);
        yield new SendTurn(clientOrderId, SendTurn.Kind.REPEATED, order.state());
      }
      case DENIED, CANCELLED, BLOCKED, EXPIRED ->
          new SendTurn(clientOrderId, SendTurn.Kind.NEVER, order.state());
    };
  }

  private Transition step(
      String clientOrderId, OrderState next, StateReason reason, Instant atMarket) {
    return database.transaction(
        handle -> step(handle, locked(handle, clientOrderId), next, reason, atMarket));
  }

  private Transition step(
      Handle handle,
      JournalOrder order,
      OrderState next,
      @Nullable StateReason reason,
      Instant atMarket) {
    if (order.state() == next) {
      return new Transition(order.clientOrderId(), next, next, false);
    }
    OrderRows.move(
        handle, order, next, reason, reachedBroker(order, next), atMarket, clock.instant());
    return new Transition(order.clientOrderId(), order.state(), next, true);
  }

  /** An order that ends before the broker had it has entered no value. */
  private static boolean reachedBroker(JournalOrder order, OrderState next) {
    return switch (order.state()) {
      case WORKING, PARTIALLY_FILLED -> true;
      case IN_FLIGHT, UNKNOWN -> next != OrderState.BLOCKED && next != OrderState.EXPIRED;
      case APPROVED, DENIED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED -> false;
    };
  }

  private void outbox(
      Handle handle,
      JournalOrder order,
      String message,
      @Nullable String reason,
      Instant atMarket) {
    int known =
        handle
            .createUpdate(
                """
                update outbox set attempts = attempts + 1, last_at = :now
                where client_order_id = :id and message = :message\
                """)
            .bind("now", Columns.time(clock.instant()))
            .bind("id", order.clientOrderId())
            .bind("message", message)
            .execute();
    if (known > 0) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into outbox (client_order_id, message, account, strategy, symbol, reducer,
                attempts, first_at_market, first_at, last_at, reason)
            values (:id, :message, :account, :strategy, :symbol, :reducer, 1, :atMarket, :now,
                :now, :reason)\
            """)
        .bind("id", order.clientOrderId())
        .bind("message", message)
        .bind("account", order.account())
        .bind("strategy", order.order().strategy())
        .bind("symbol", order.order().symbol())
        .bind("reducer", order.verdict().reducer())
        .bind("reason", reason)
        .bind("atMarket", Columns.time(atMarket))
        .bind("now", Columns.time(clock.instant()))
        .execute();
  }

  private static JournalOrder locked(Handle handle, String clientOrderId) {
    return OrderRows.lock(handle, clientOrderId)
        .orElseThrow(() -> new UnknownOrderId(clientOrderId));
  }
}
