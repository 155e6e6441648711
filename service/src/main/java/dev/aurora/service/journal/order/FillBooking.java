package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.account.HeldPosition;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Books what the broker executed, once per (broker, execution id), in whatever order it is
 * reported. The broker owns what happened: a fill of an order that we thought dead, or above its
 * quantity, is booked and flagged, never refused. Thread-safe.
 */
public final class FillBooking {

  private final Database database;
  private final Clock clock;

  public FillBooking(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Books the fill in one transaction: position, cash, the order's leaves and state. */
  public FillResult book(Fill fill) {
    return database.transaction(handle -> book(handle, fill));
  }

  /**
   * Books fills one after the other in one transaction; repeating the call books none twice.
   *
   * @return one result a fill, in their order
   */
  public List<FillResult> book(List<Fill> fills) {
    List<String> orders = fills.stream().map(Fill::clientOrderId).toList();
    return database.transaction(
        handle -> {
          OrderRows.find(handle, Set.copyOf(orders)).stream()
              .map(JournalOrder::account)
              .distinct()
              .sorted()
              .forEach(account -> AccountRows.lock(handle, account));
          OrderRows.lockInOrder(handle, orders);
          return fills.stream().map(fill -> book(handle, fill)).toList();
        });
  }

  private FillResult book(Handle handle, Fill fill) {
    Optional<JournalOrder> known = OrderRows.find(handle, fill.clientOrderId());
    if (known.isEmpty()) {
      return new FillResult.OrderUnknown(fill.clientOrderId());
    }
    // The account first, then the order: the order of locks that checks keep too.
    BigDecimal cash = AccountRows.lock(handle, known.get().account()).cash();
    JournalOrder order = OrderRows.lock(handle, fill.clientOrderId()).orElseThrow();
    Optional<Fill> booked = FillRows.find(handle, fill.broker(), fill.executionId());
    if (booked.isPresent()) {
      return booked.get().equals(fill)
          ? new FillResult.AlreadyBooked(booked.get())
          : contradiction(handle, order, fill, "it was reported before as " + booked.get());
    }
    String mismatch = mismatch(order, fill);
    return mismatch == null
        ? bookNew(handle, order, fill, cash)
        : contradiction(handle, order, fill, mismatch);
  }

  private static @Nullable String mismatch(JournalOrder order, Fill fill) {
    if (!fill.symbol().equals(order.order().symbol()) || fill.side() != order.order().side()) {
      return "the order is " + order.order().side() + " " + order.order().symbol();
    }
    if (order.multiplier() == null || order.fxRate() == null) {
      return "the order was checked without multiplier or fx rate";
    }
    return null;
  }

  private FillResult bookNew(Handle handle, JournalOrder order, Fill fill, BigDecimal cash) {
    BigDecimal factor = unitFactor(order);
    HeldPosition held = AccountRows.position(handle, order.account(), fill.symbol());
    Position.Change change = held.position().fill(fill.side(), fill.quantity(), fill.price());
    BigDecimal traded = fill.quantity().multiply(fill.price()).multiply(factor);
    BigDecimal received = fill.side() == Side.SELL ? traded : traded.negate();
    BigDecimal cashChange = Columns.rounded(received.subtract(fill.fees()));
    BigDecimal realised = Columns.rounded(change.realised().multiply(factor));
    boolean late = !order.state().reserves() || order.state() == OrderState.APPROVED;
    BigDecimal excess = excess(order, fill);

    FillRows.insert(
        handle,
        order,
        fill,
        new FillRows.Effect(cashChange, change.closedUnits(), realised, late, excess),
        clock.instant());
    AccountRows.applyFill(handle, order.account(), fill, change, cashChange, realised);
    OrderState state = moveOrder(handle, order, fill, late || excess.signum() > 0);
    return new FillResult.Booked(
        change.after(), Columns.plain(cash.add(cashChange)), realised, state, late, excess);
  }

  /** Account currency per unit at price 1; an order without it is a {@link #mismatch}. */
  private static BigDecimal unitFactor(JournalOrder order) {
    String refused = "a fill of an order without multiplier or fx rate is not booked";
    return Objects.requireNonNull(order.multiplier(), refused)
        .multiply(Objects.requireNonNull(order.fxRate(), refused));
  }

  private static BigDecimal excess(JournalOrder order, Fill fill) {
    BigDecimal asked = order.order().quantity();
    BigDecimal filled = order.filled().add(fill.quantity());
    BigDecimal over = asked == null ? fill.quantity() : filled.subtract(asked);
    return over.signum() <= 0 ? BigDecimal.ZERO : over.min(fill.quantity());
  }

  private OrderState moveOrder(Handle handle, JournalOrder order, Fill fill, boolean anomaly) {
    boolean alive = order.state().reserves();
    BigDecimal leaves =
        alive ? order.leaves().subtract(fill.quantity()).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    OrderState next = order.state();
    if (alive) {
      next = leaves.signum() == 0 ? OrderState.FILLED : OrderState.PARTIALLY_FILLED;
    }
    boolean moved = next != order.state();
    handle
        .createUpdate(
            """
            update orders set filled_units = filled_units + :units, leaves_units = :leaves,
                state = :state, entered = true, fill_anomaly = fill_anomaly or :anomaly,
                state_since = case when :moved then :now else state_since end,
                state_reason = case when :moved then null else state_reason end
            where client_order_id = :id\
            """)
        .bind("units", fill.quantity())
        .bind("leaves", leaves)
        .bind("state", next.name())
        .bind("anomaly", anomaly)
        .bind("moved", moved)
        .bind("now", Columns.time(clock.instant()))
        .bind("id", order.clientOrderId())
        .execute();
    if (moved) {
      OrderRows.event(handle, order, next, null, fill.at(), clock.instant());
    }
    return next;
  }

  private FillResult contradiction(Handle handle, JournalOrder order, Fill fill, String detail) {
    String breakId = "fill/" + fill.broker() + "/" + fill.executionId();
    String text = "the broker reports " + fill + ", but " + detail;
    AccountRows.openBreak(
        handle, breakId, order.account(), null, "FILL_CONTRADICTION", text, clock.instant());
    return new FillResult.Contradiction(breakId, text);
  }
}
