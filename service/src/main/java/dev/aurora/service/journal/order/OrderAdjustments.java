package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What splits and mergers do to orders that may still fill, inside a transaction of the caller, who
 * holds the account's lock. Rounding never adds exposure and never lets an order fill at a worse
 * price: units down to the lot, a buy's limit down and a sell's up to the tick. Orders that were
 * checked when the action was in the prices already are left alone.
 */
public final class OrderAdjustments {

  private static final String CODE = "corporate-action";

  private final Clock clock;

  /**
   * @param clock wall time
   */
  public OrderAdjustments(Clock clock) {
    this.clock = clock;
  }

  /**
   * An order before and after.
   *
   * @param limitBefore null for MARKET
   * @param reason one sentence for a person
   */
  public record Adjusted(
      String clientOrderId,
      BigDecimal leavesBefore,
      BigDecimal leavesAfter,
      @Nullable BigDecimal limitBefore,
      @Nullable BigDecimal limitAfter,
      String reason) {}

  /**
   * As the row has it.
   *
   * @param quantity in today's share terms, unlike what was asked for
   */
  private record Row(
      JournalOrder order,
      BigDecimal quantity,
      @Nullable BigDecimal limit,
      @Nullable BigDecimal reservationPrice) {}

  /** Keys of the symbol's orders that may still fill and were checked before that market time. */
  public static List<String> open(
      Handle handle, String account, String symbol, Instant checkedBefore) {
    return handle
        .createQuery(
            """
            select client_order_id from orders
            where account = :account and symbol = :symbol and checked_at_market < :before
                and state in ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')
            order by client_order_id\
            """)
        .bind("account", account)
        .bind("symbol", symbol)
        .bind("before", Columns.time(checkedBefore))
        .mapTo(String.class)
        .list();
  }

  /** Puts the orders into the terms after a split. */
  public List<Adjusted> split(
      Handle handle,
      String account,
      CorporateAction action,
      ActionTerms terms,
      Instant effectiveAt) {
    List<Adjusted> adjusted = new ArrayList<>();
    for (String id : open(handle, account, action.symbol(), effectiveAt)) {
      Row row = lock(handle, id);
      adjusted.add(
          row.order().state() == OrderState.APPROVED
              ? end(handle, row, OrderState.EXPIRED, action, "it was never sent", effectiveAt)
              : split(handle, row, action, terms, effectiveAt));
    }
    return adjusted;
  }

  /** Ends the orders of a symbol that is gone. */
  public List<Adjusted> merged(
      Handle handle, String account, CorporateAction action, Instant effectiveAt) {
    List<Adjusted> ended = new ArrayList<>();
    for (String id : open(handle, account, action.symbol(), effectiveAt)) {
      Row row = lock(handle, id);
      switch (row.order().state()) {
        case APPROVED ->
            ended.add(
                end(handle, row, OrderState.EXPIRED, action, "it was never sent", effectiveAt));
        case WORKING, PARTIALLY_FILLED ->
            ended.add(
                end(handle, row, OrderState.CANCELLED, action, "its symbol is gone", effectiveAt));
        // What nobody answers for may have reached the broker: it stays reserved, and is asked for.
        case IN_FLIGHT, UNKNOWN, DENIED, FILLED, CANCELLED, REJECTED, BLOCKED, EXPIRED -> {}
      }
    }
    return ended;
  }

  private static Row lock(Handle handle, String clientOrderId) {
    return handle
        .createQuery("select * from orders where client_order_id = :id for update")
        .bind("id", clientOrderId)
        .map(
            (row, context) ->
                new Row(
                    OrderRows.order(row),
                    Columns.amount(row, "quantity_units"),
                    Columns.decimal(row, "limit_price"),
                    Columns.decimal(row, "reservation_price")))
        .one();
  }

  private Adjusted split(
      Handle handle, Row row, CorporateAction action, ActionTerms terms, Instant at) {
    JournalOrder order = row.order();
    BigDecimal ratio = action.value();
    boolean atBroker =
        order.state() == OrderState.WORKING || order.state() == OrderState.PARTIALLY_FILLED;
    BigDecimal exact = order.leaves().multiply(ratio);
    // One of unknown outcome may come to life in the old terms or in the new: the worse counts.
    BigDecimal leaves =
        atBroker ? toStep(exact, terms.lotSize(), RoundingMode.DOWN) : exact.max(order.leaves());
    BigDecimal limit = row.limit() == null ? null : limit(order.side(), row.limit(), ratio, terms);
    if (atBroker && leaves.signum() == 0) {
      return end(handle, row, OrderState.CANCELLED, action, "less than a lot is left", at);
    }
    if (limit != null && limit.signum() == 0 && atBroker) {
      return end(handle, row, OrderState.CANCELLED, action, "its limit is below a tick", at);
    }
    String dropped =
        exact.compareTo(leaves) > 0
            ? ", " + exact.subtract(leaves).toPlainString() + " units below a lot dropped"
            : "";
    StateReason reason =
        reason(action, order.leaves() + " units became " + Columns.plain(leaves) + dropped);
    store(handle, row, ratio, Columns.rounded(leaves), limit);
    OrderRows.event(handle, order, order.state(), reason, at, clock.instant());
    return new Adjusted(
        order.clientOrderId(),
        order.leaves(),
        Columns.rounded(leaves),
        row.limit(),
        limit,
        reason.text());
  }

  private static void store(
      Handle handle, Row row, BigDecimal ratio, BigDecimal leaves, @Nullable BigDecimal limit) {
    BigDecimal filled = Columns.rounded(row.order().filled().multiply(ratio));
    BigDecimal reserved =
        row.reservationPrice() == null
            ? null
            : row.reservationPrice().divide(ratio, Columns.SCALE, RoundingMode.CEILING);
    handle
        .createUpdate(
            """
            update orders set quantity_units = :quantity, filled_units = :filled,
                leaves_units = :leaves, limit_price = :limit, reservation_price = :reserved
            where client_order_id = :id\
            """)
        .bind("quantity", filled.add(leaves))
        .bind("filled", filled)
        .bind("leaves", leaves)
        .bind("limit", limit)
        .bind("reserved", reserved)
        .bind("id", row.order().clientOrderId())
        .execute();
  }

  private Adjusted end(
      Handle handle, Row row, OrderState end, CorporateAction action, String why, Instant at) {
    JournalOrder order = row.order();
    StateReason reason = reason(action, why);
    boolean reachedBroker = order.state() != OrderState.APPROVED;
    OrderRows.move(handle, order, end, reason, reachedBroker, at, clock.instant());
    return new Adjusted(
        order.clientOrderId(),
        order.leaves(),
        BigDecimal.ZERO,
        row.limit(),
        row.limit(),
        reason.text());
  }

  private static StateReason reason(CorporateAction action, String detail) {
    return new StateReason(CODE, action.subject() + ": " + detail);
  }

  private static BigDecimal limit(
      Side side, BigDecimal limit, BigDecimal ratio, ActionTerms terms) {
    BigDecimal ticks = ratio.multiply(terms.tickSize());
    RoundingMode safe = side == Side.BUY ? RoundingMode.FLOOR : RoundingMode.CEILING;
    return Columns.plain(limit.divide(ticks, 0, safe).multiply(terms.tickSize()));
  }

  private static BigDecimal toStep(BigDecimal exact, BigDecimal step, RoundingMode mode) {
    return exact.divide(step, 0, mode).multiply(step);
  }
}
