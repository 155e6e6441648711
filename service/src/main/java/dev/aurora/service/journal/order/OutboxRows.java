package dev.aurora.service.journal.order;

import dev.aurora.service.journal.database.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Messages to the broker that are about to be sent, one row an order and kind, inside a transaction
 * of the caller who holds the locks of the orders.
 */
final class OutboxRows {

  private OutboxRows() {}

  /** What is sent. */
  enum Message {
    SUBMIT,
    CANCEL
  }

  /** The order that a message is about, with what messages are counted by. */
  record Sender(
      String clientOrderId,
      String account,
      @Nullable String strategy,
      @Nullable String symbol,
      boolean reducer) {

    static Sender of(JournalOrder order) {
      return new Sender(
          order.clientOrderId(),
          order.account(),
          order.order().strategy(),
          order.order().symbol(),
          order.verdict().reducer());
    }
  }

  /**
   * Notes one message an order; one that is noted already is sent once more.
   *
   * @param reason kept of the first who asked; null = none
   * @param now wall time
   */
  static void note(
      Handle handle,
      Message message,
      List<Sender> senders,
      @Nullable String reason,
      Instant atMarket,
      Instant now) {
    Set<String> again = sentBefore(handle, message, senders);
    PreparedBatch repeated =
        handle.prepareBatch(
            """
            update outbox set attempts = attempts + 1, last_at = :now
            where client_order_id = :id and message = :message\
            """);
    PreparedBatch first =
        handle.prepareBatch(
            """
            insert into outbox (client_order_id, message, account, strategy, symbol, reducer,
                attempts, first_at_market, first_at, last_at, reason)
            values (:id, :message, :account, :strategy, :symbol, :reducer, 1, :atMarket, :now,
                :now, :reason)\
            """);
    for (Sender sender : senders) {
      PreparedBatch batch = again.contains(sender.clientOrderId()) ? repeated : first;
      batch
          .bind("id", sender.clientOrderId())
          .bind("message", message.name())
          .bind("now", Columns.time(now));
      if (batch == first) {
        batch
            .bind("account", sender.account())
            .bind("strategy", sender.strategy())
            .bind("symbol", sender.symbol())
            .bind("reducer", sender.reducer())
            .bind("reason", reason)
            .bind("atMarket", Columns.time(atMarket));
      }
      batch.add();
    }
    execute(repeated);
    execute(first);
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  private static Set<String> sentBefore(Handle handle, Message message, List<Sender> senders) {
    return senders.isEmpty()
        ? Set.of()
        : handle
            .createQuery(
                "select client_order_id from outbox where message = :message"
                    + " and client_order_id in (<ids>)")
            .bind("message", message.name())
            .bindList("ids", senders.stream().map(Sender::clientOrderId).toList())
            .mapTo(String.class)
            .collect(Collectors.toSet());
  }

  /**
   * Orders whose cancel was sent since; a time that has not come yet, of a worker whose clock is
   * ahead, does not count.
   *
   * @param now wall time
   */
  static Set<String> cancelledSince(
      Handle handle, Collection<String> clientOrderIds, Instant since, Instant now) {
    return clientOrderIds.isEmpty()
        ? Set.of()
        : handle
            .createQuery(
                "select client_order_id from outbox where message = :message"
                    + " and last_at > :since and last_at <= :now"
                    + " and client_order_id in (<ids>)")
            .bind("message", Message.CANCEL.name())
            .bind("since", Columns.time(since))
            .bind("now", Columns.time(now))
            .bindList("ids", List.copyOf(clientOrderIds))
            .mapTo(String.class)
            .collect(Collectors.toSet());
  }

  /** Who asked for each order to be cancelled, and why, by client order id. */
  static Map<String, String> cancelReasons(Handle handle, Collection<String> clientOrderIds) {
    Map<String, String> reasons = new HashMap<>();
    if (!clientOrderIds.isEmpty()) {
      handle
          .createQuery(
              "select client_order_id, reason from outbox where message = :message"
                  + " and reason is not null and client_order_id in (<ids>)")
          .bind("message", Message.CANCEL.name())
          .bindList("ids", List.copyOf(clientOrderIds))
          .map(
              (row, context) ->
                  Map.entry(row.getString("client_order_id"), row.getString("reason")))
          .forEach(entry -> reasons.put(entry.getKey(), entry.getValue()));
    }
    return reasons;
  }
}
