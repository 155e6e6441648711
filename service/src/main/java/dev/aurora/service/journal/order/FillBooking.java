package dev.aurora.service.journal.order;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.account.HeldPosition;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.action.BookTerms;
import dev.aurora.service.journal.book.AccountRows;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.market.ShareTerms;
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

  /** Kind of the break that a fill opens which came after the end of its order, or beyond it. */
  public static final String LATE_FILL = "LATE_FILL";

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
    // A fill from before a split that is booked already moves the position in today's units.
    BigDecimal ratio = BookTerms.unitsSince(handle, order.account(), fill.symbol(), fill.at());
    BigDecimal units = Columns.rounded(fill.quantity().multiply(ratio));
    Position.Change change =
        held.position().fill(fill.side(), units, ShareTerms.divided(fill.price(), ratio));
    BigDecimal traded = fill.quantity().multiply(fill.price()).multiply(factor);
    BigDecimal received = fill.side() == Side.SELL ? traded : traded.negate();
    BigDecimal cashChange = Columns.rounded(received.subtract(fill.fees()));
    BigDecimal realised = Columns.rounded(change.realised().multiply(factor));
    boolean late = !order.state().reserves() || order.state() == OrderState.APPROVED;
    BigDecimal excess = excess(handle, order, units);

    FillRows.insert(
        handle,
        order,
        fill,
        new FillRows.Effect(cashChange, change.closedUnits(), realised, late, excess),
        clock.instant());
    AccountRows.applyFill(handle, order.account(), fill, change, cashChange, realised);
    boolean anomaly = late || excess.signum() > 0;
    OrderState state = moveOrder(handle, order, fill, units, anomaly);
    if (anomaly) {
      alarm(handle, order, fill, late, excess);
    }
    return new FillResult.Booked(
        change.after(), Columns.plain(cash.add(cashChange)), realised, state, late, excess);
  }

  /** Account currency per unit at price 1; an order without it is a {@link #mismatch}. */
  private static BigDecimal unitFactor(JournalOrder order) {
    String refused = "a fill of an order without multiplier or fx rate is not booked";
    return Objects.requireNonNull(order.multiplier(), refused)
        .multiply(Objects.requireNonNull(order.fxRate(), refused));
  }

  /**
   * The fill stays booked; openers in its symbol are denied until a person has looked at it and
   * closed the break.
   */
  private void alarm(
      Handle handle, JournalOrder order, Fill fill, boolean late, BigDecimal excess) {
    String what = late ? "it was " + order.state() + " in the books" : excess + " units too many";
    AccountRows.openBreak(
        handle,
        "late-fill/" + fill.broker() + "/" + fill.executionId(),
        order.account(),
        fill.symbol(),
        LATE_FILL,
        "fill of " + order.clientOrderId() + ": " + what + ": " + fill,
        clock.instant());
  }

  /** Against what was asked for in today's units, which the row holds. */
  private static BigDecimal excess(Handle handle, JournalOrder order, BigDecimal units) {
    BigDecimal asked = OrderRows.quantity(handle, order.clientOrderId());
    BigDecimal filled = order.filled().add(units);
    BigDecimal over = asked == null ? units : filled.subtract(asked);
    return over.signum() <= 0 ? BigDecimal.ZERO : over.min(units);
  }

  private OrderState moveOrder(
      Handle handle, JournalOrder order, Fill fill, BigDecimal units, boolean anomaly) {
    boolean alive = order.state().reserves();
    BigDecimal leaves =
        alive ? order.leaves().subtract(units).max(BigDecimal.ZERO) : BigDecimal.ZERO;
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
        .bind("units", units)
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
