package dev.aurora.service.journal.order;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    return database.transaction(
        handle -> endUnsent(handle, clientOrderId, OrderState.CANCELLED, reason, atMarket));
  }

  /** Inside a transaction of the caller. */
  Transition endUnsent(
      Handle handle, String clientOrderId, OrderState end, StateReason reason, Instant atMarket) {
    JournalOrder order = locked(handle, clientOrderId);
    return order.state() == OrderState.APPROVED
        ? step(handle, order, end, reason, atMarket)
        : new Transition(clientOrderId, order.state(), order.state(), false);
  }

  /** It was at the broker, and ended there; inside a transaction of the caller. */
  Transition cancelledAtBroker(
      Handle handle,
      String clientOrderId,
      String brokerOrderId,
      StateReason reason,
      Instant atMarket) {
    acknowledge(handle, clientOrderId, brokerOrderId, atMarket);
    return step(handle, locked(handle, clientOrderId), OrderState.CANCELLED, reason, atMarket);
  }

  /**
   * Notes that a cancel is about to be sent; cancels are counted, never throttled.
   *
   * @param why kept of the first who asked
   */
  public void requestCancel(String clientOrderId, StateReason why, Instant atMarket) {
    database.run(
        handle ->
            OutboxRows.note(
                handle,
                OutboxRows.Message.CANCEL,
                List.of(OutboxRows.Sender.of(locked(handle, clientOrderId))),
                why.text(),
                atMarket,
                clock.instant()));
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
        noteSubmit(handle, order, atMarket);
        step(handle, order, OrderState.IN_FLIGHT, null, atMarket);
        yield new SendTurn(clientOrderId, SendTurn.Kind.FIRST, OrderState.IN_FLIGHT);
      }
      case IN_FLIGHT, UNKNOWN, WORKING, PARTIALLY_FILLED, FILLED, REJECTED -> {
        noteSubmit(handle, order, atMarket);
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

  private void noteSubmit(Handle handle, JournalOrder order, Instant atMarket) {
    OutboxRows.note(
        handle,
        OutboxRows.Message.SUBMIT,
        List.of(OutboxRows.Sender.of(order)),
        null,
        atMarket,
        clock.instant());
  }

  private static JournalOrder locked(Handle handle, String clientOrderId) {
    return OrderRows.lock(handle, clientOrderId)
        .orElseThrow(() -> new UnknownOrderId(clientOrderId));
  }
}
