package dev.aurora.service.journal.order;

import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.OutboxRows.Message;
import dev.aurora.service.journal.order.OutboxRows.Sender;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes back many orders at once: a chunk is noted in one transaction, and its end is booked in
 * another. Thread-safe; what a method has returned is durable, and repeating it changes nothing.
 */
public final class TakeBack {

  private static final String CANCELLED_AT_BROKER = "CANCELLED_AT_BROKER";

  private final Database database;
  private final Clock clock;
  private final OrderLife life;

  /**
   * @param clock wall time
   */
  public TakeBack(Database database, Clock clock, OrderLife life) {
    this.database = database;
    this.clock = clock;
    this.life = life;
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
  public List<String> begin(
      Collection<String> clientOrderIds, StateReason kill, Instant askedBefore, Instant atMarket) {
    return database.transaction(
        handle -> {
          List<Locked> orders = lock(handle, clientOrderIds);
          // Under the locks: another worker that was here first is seen.
          Set<String> underWay =
              OutboxRows.cancelledSince(handle, clientOrderIds, askedBefore, clock.instant());
          List<Sender> toAsk = new ArrayList<>();
          for (Locked order : orders) {
            String id = order.sender().clientOrderId();
            if (order.state() == OrderState.APPROVED) {
              life.endUnsent(handle, id, OrderState.BLOCKED, kill, atMarket);
            } else if (order.state().reserves() && !underWay.contains(id)) {
              toAsk.add(order.sender());
            }
          }
          OutboxRows.note(handle, Message.CANCEL, toAsk, kill.text(), atMarket, clock.instant());
          return toAsk.stream().map(Sender::clientOrderId).toList();
        });
  }

  /**
   * Books that the broker ended orders with nothing left to fill, in one transaction; their fills
   * are booked before. Who asked for the end, and why, is kept as the reason. One that has ended in
   * the books, or was never sent, is left as it is.
   *
   * @param brokerOrderIds by client order id
   */
  public List<Transition> cancelled(Map<String, String> brokerOrderIds, Instant atMarket) {
    SortedMap<String, String> inOrder = new TreeMap<>(brokerOrderIds);
    return database.transaction(
        handle -> {
          List<Locked> orders = lock(handle, inOrder.keySet());
          Map<String, String> asked = OutboxRows.cancelReasons(handle, inOrder.keySet());
          List<Transition> ended = new ArrayList<>();
          for (Locked order : orders) {
            String id = order.sender().clientOrderId();
            if (order.state().reserves() && order.state() != OrderState.APPROVED) {
              ended.add(
                  life.cancelledAtBroker(
                      handle,
                      id,
                      inOrder.getOrDefault(id, ""),
                      new StateReason(CANCELLED_AT_BROKER, told(asked.get(id))),
                      atMarket));
            }
          }
          return ended;
        });
  }

  private static String told(@Nullable String asked) {
    return asked == null ? "not by us" : "as asked for, " + asked;
  }

  /** An order whose row is locked; no more of it than taking back needs. */
  private record Locked(Sender sender, OrderState state) {}

  /** Locks rows in the order of their keys, as every chunk does. */
  private static List<Locked> lock(Handle handle, Collection<String> clientOrderIds) {
    return clientOrderIds.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                """
                select client_order_id, account, strategy, symbol, reducer, state from orders
                where client_order_id in (<ids>) order by client_order_id for update\
                """)
            .bindList("ids", clientOrderIds.stream().sorted().distinct().toList())
            .map(
                (row, context) ->
                    new Locked(
                        new Sender(
                            row.getString("client_order_id"),
                            row.getString("account"),
                            row.getString("strategy"),
                            row.getString("symbol"),
                            row.getBoolean("reducer")),
                        OrderState.valueOf(row.getString("state"))))
            .list();
  }
}
