package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.account.Reservation;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.FactsJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Reads and writes rows of orders and of their events, inside a transaction of the caller. */
public final class OrderRows {

  private OrderRows() {}

  /** A new row: an order with its decision and its reservation. */
  public record NewOrder(JournalOrder journaled, Reservation reservation, Instant recordedAt) {}

  public static Optional<JournalOrder> find(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select * from orders where client_order_id = :id")
        .bind("id", clientOrderId)
        .map((row, context) -> order(row))
        .findOne();
  }

  /** Reads the row and locks it until the transaction ends. */
  public static Optional<JournalOrder> lock(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select * from orders where client_order_id = :id for update")
        .bind("id", clientOrderId)
        .map((row, context) -> order(row))
        .findOne();
  }

  /** Units that the order is for, in today's share terms; null when it never had a number. */
  static @Nullable BigDecimal quantity(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select quantity_units from orders where client_order_id = :id")
        .bind("id", clientOrderId)
        .map((row, context) -> Optional.ofNullable(Columns.decimal(row, "quantity_units")))
        .one()
        .orElse(null);
  }

  /**
   * Locks rows in the order of their keys, as every chunk does, so that two chunks that share
   * orders can't wait for each other.
   */
  static void lockInOrder(Handle handle, Collection<String> clientOrderIds) {
    if (!clientOrderIds.isEmpty()) {
      handle
          .createQuery(
              "select client_order_id from orders where client_order_id in (<ids>)"
                  + " order by client_order_id for update")
          .bindList("ids", List.copyOf(new TreeSet<>(clientOrderIds)))
          .mapTo(String.class)
          .list();
    }
  }

  public static List<JournalOrder> find(Handle handle, Collection<String> clientOrderIds) {
    if (clientOrderIds.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery("select * from orders where client_order_id in (<ids>)")
        .bindList("ids", List.copyOf(clientOrderIds))
        .map((row, context) -> order(row))
        .list();
  }

  public static List<JournalOrder> ofIntents(
      Handle handle, String account, Collection<String> intentIds) {
    if (intentIds.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery("select * from orders where account = :account and intent_id in (<intents>)")
        .bind("account", account)
        .bindList("intents", List.copyOf(intentIds))
        .map((row, context) -> order(row))
        .list();
  }

  /** Inserts rows with their first events. */
  public static void insert(Handle handle, List<NewOrder> rows) {
    PreparedBatch batch =
        handle.prepareBatch(
            """
            insert into orders (client_order_id, account, strategy, intent_id, symbol, side,
                order_type, origin, quantity_units, limit_price, payload_json, payload_digest,
                run_key, state, state_reason, state_since, reducer, approved, entered,
                leaves_units, filled_units, reservation_price, order_value_ccy, multiplier,
                fx_rate, verdict_json, decision_id, valid_until_at_market, checked_at_market,
                recorded_at, broker_order_id, replaced_filled_units, fill_anomaly)
            values (:id, :account, :strategy, :intent, :symbol, :side, :type, :origin, :quantity,
                :limit, :payload, :digest, :runKey, :state, null, :since, :reducer, :approved,
                :approved, :leaves, 0, :price, :value, :multiplier, :fxRate, :verdict, :decision,
                :validUntil, :checkedAt, :recordedAt, null, :replacedFilled, false)\
            """);
    rows.forEach(row -> bind(batch, row).add());
    batch.execute();
    PreparedBatch events = handle.prepareBatch(INSERT_EVENT);
    for (NewOrder row : rows) {
      JournalOrder made = row.journaled();
      bindEvent(events, made, null, made.state(), null, made.checkedAt(), row.recordedAt()).add();
    }
    events.execute();
  }

  private static PreparedBatch bind(PreparedBatch batch, NewOrder row) {
    JournalOrder made = row.journaled();
    Order order = made.order();
    Reservation room = row.reservation();
    return batch
        .bind("id", made.clientOrderId())
        .bind("account", made.account())
        .bind("strategy", order.strategy())
        .bind("intent", order.intentId())
        .bind("symbol", order.symbol())
        .bind("side", name(order.side()))
        .bind("type", name(order.type()))
        .bind("origin", name(order.origin()))
        .bind("quantity", Columns.ifFits(order.quantity()))
        .bind("limit", Columns.ifFits(order.limitPrice()))
        .bind("payload", FactsJson.write(order))
        .bind("digest", made.payloadDigest())
        .bind("runKey", made.runKey())
        .bind("state", made.state().name())
        .bind("since", Columns.time(made.stateSince()))
        .bind("reducer", made.verdict().reducer())
        .bind("approved", made.verdict().approved())
        .bind("leaves", room.leaves())
        .bind("price", room.price())
        .bind("value", room.value())
        .bind("multiplier", room.multiplier())
        .bind("fxRate", room.fxRate())
        .bind("verdict", FactsJson.write(made.verdict()))
        .bind("decision", made.decisionId())
        .bind("validUntil", Columns.time(made.validUntil()))
        .bind("checkedAt", Columns.time(made.checkedAt()))
        .bind("recordedAt", Columns.time(row.recordedAt()))
        .bind("replacedFilled", made.replacedFilled());
  }

  /**
   * Moves a locked order to its next state; one that no longer reserves gives up its leaves.
   *
   * @param atMarket market time of the step
   * @param recordedAt wall time
   * @throws IllegalOrderTransition when its life has no such step
   */
  static void move(
      Handle handle,
      JournalOrder order,
      OrderState next,
      @Nullable StateReason reason,
      boolean reachedBroker,
      Instant atMarket,
      Instant recordedAt) {
    if (!order.state().mayBecome(next)) {
      throw new IllegalOrderTransition(order.clientOrderId(), order.state(), next);
    }
    handle
        .createUpdate(
            """
            update orders set state = :state, state_reason = :reason, state_since = :since,
                leaves_units = :leaves, entered = :entered where client_order_id = :id\
            """)
        .bind("state", next.name())
        .bind("reason", reason == null ? null : reason.text())
        .bind("since", Columns.time(recordedAt))
        .bind("leaves", next.reserves() ? order.leaves() : BigDecimal.ZERO)
        .bind("entered", order.entered() && (next.reserves() || reachedBroker))
        .bind("id", order.clientOrderId())
        .execute();
    event(handle, order, next, reason, atMarket, recordedAt);
  }

  static void event(
      Handle handle,
      JournalOrder order,
      OrderState next,
      @Nullable StateReason reason,
      Instant atMarket,
      Instant recordedAt) {
    PreparedBatch batch = handle.prepareBatch(INSERT_EVENT);
    bindEvent(batch, order, order.state(), next, reason, atMarket, recordedAt).add();
    batch.execute();
  }

  private static final String INSERT_EVENT =
      """
      insert into order_events (client_order_id, account, strategy, from_state, to_state, reason,
          happened_at_market, recorded_at)
      values (:id, :account, :strategy, :from, :to, :reason, :atMarket, :recordedAt)\
      """;

  private static PreparedBatch bindEvent(
      PreparedBatch batch,
      JournalOrder order,
      @Nullable OrderState from,
      OrderState next,
      @Nullable StateReason reason,
      Instant atMarket,
      Instant recordedAt) {
    return batch
        .bind("id", order.clientOrderId())
        .bind("account", order.account())
        .bind("strategy", order.order().strategy())
        .bind("from", name(from))
        .bind("to", next.name())
        .bind("reason", reason == null ? null : reason.text())
        .bind("atMarket", Columns.time(atMarket))
        .bind("recordedAt", Columns.time(recordedAt));
  }

  /** Maps a row of {@code orders}. */
  public static JournalOrder order(ResultSet row) throws SQLException {
    return new JournalOrder(
        FactsJson.readOrder(row.getString("payload_json")),
        row.getString("payload_digest"),
        row.getString("run_key"),
        OrderState.valueOf(row.getString("state")),
        row.getString("state_reason"),
        Columns.moment(row, "state_since"),
        FactsJson.readVerdict(row.getString("verdict_json")),
        row.getString("decision_id"),
        row.getBoolean("entered"),
        Columns.amount(row, "leaves_units"),
        Columns.amount(row, "filled_units"),
        Columns.decimal(row, "order_value_ccy"),
        Columns.decimal(row, "multiplier"),
        Columns.decimal(row, "fx_rate"),
        Columns.instant(row, "valid_until_at_market"),
        Columns.moment(row, "checked_at_market"),
        row.getString("broker_order_id"),
        Columns.decimal(row, "replaced_filled_units"),
        row.getBoolean("fill_anomaly"));
  }

  /** Maps a row of {@code orders} that may still fill. */
  public static OpenOrder open(ResultSet row) throws SQLException {
    return new OpenOrder(
        FactsJson.readOrder(row.getString("payload_json")),
        OrderState.valueOf(row.getString("state")),
        Columns.amount(row, "leaves_units"),
        Columns.moment(row, "checked_at_market"));
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }
}
