package dev.aurora.service.journal.kill;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.action.BookTerms;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What is held, and whose it is as far as the books can tell: a position belongs to account and
 * symbol, and to a strategy, model or venue only when all orders that made it were theirs.
 * Thread-safe.
 */
public final class Holdings {

  private static final Set<ControlScope.Kind> OF_POSITIONS =
      Set.of(ControlScope.Kind.ACCOUNT, ControlScope.Kind.SYMBOL);

  private final Database database;

  public Holdings(Database database) {
    this.database = database;
  }

  /** Whether a holding is a scope's. */
  public enum Whose {
    /** All of it. */
    ALL,
    /** None of it. */
    NONE,
    /** A part of it, or the books can't tell. */
    UNTOLD
  }

  /** Every position that is not flat, by account and symbol. */
  public List<Holding> all() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select account, symbol, quantity_units from positions
                    where quantity_units <> 0 order by account, symbol\
                    """)
                .map(
                    (row, context) ->
                        new Holding(
                            row.getString("account"),
                            row.getString("symbol"),
                            Columns.amount(row, "quantity_units")))
                .list());
  }

  /** Whether the holding is the scope's. */
  public Whose whose(ControlScope scope, Holding holding) {
    if (scope.parts().stream().allMatch(part -> OF_POSITIONS.contains(part.kind()))) {
      ControlOwners owners =
          new ControlOwners(holding.account(), null, holding.symbol(), null, null);
      return scope.covers(owners) ? Whose.ALL : Whose.NONE;
    }
    ControlOwners named = scope.owners();
    if (named.symbol() != null && !named.symbol().equals(holding.symbol())) {
      return Whose.NONE;
    }
    return byOrders(scope, holding);
  }

  private Whose byOrders(ControlScope scope, Holding holding) {
    List<Part> made = madeOf(holding);
    BigDecimal sum = made.stream().map(Part::signedUnits).reduce(BigDecimal.ZERO, BigDecimal::add);
    boolean whole = sum.compareTo(holding.quantity()) == 0;
    long covered =
        made.stream().filter(part -> scope.covers(ControlOwners.of(part.order()))).count();
    if (whole && covered == made.size()) {
      return Whose.ALL;
    }
    return whole && covered == 0 ? Whose.NONE : Whose.UNTOLD;
  }

  /** The order whose fill moved the position last; empty when no order did. */
  public Optional<Order> lastOrderOf(Holding holding) {
    List<Part> made = madeOf(holding);
    return made.isEmpty() ? Optional.empty() : Optional.of(made.getLast().order());
  }

  private record Part(Order order, BigDecimal signedUnits) {}

  private record Split(Instant at, BigDecimal ratio) {}

  /** What the position was made of since it was last flat, in today's units. */
  private List<Part> madeOf(Holding holding) {
    return database.transaction(
        handle -> {
          List<Part> made = new ArrayList<>();
          BigDecimal held = BigDecimal.ZERO;
          for (Part part : parts(handle, holding)) {
            made.add(part);
            held = held.add(part.signedUnits());
            if (held.signum() == 0) {
              made.clear();
            }
          }
          return made;
        });
  }

  private static List<Part> parts(Handle handle, Holding holding) {
    List<Split> splits = splits(handle, holding);
    return handle
        .createQuery(
            """
            select f.quantity_units, f.filled_at_market, o.payload_json from fills f
                join orders o on o.client_order_id = f.client_order_id
            where f.account = :account and f.symbol = :symbol order by f.booking_index\
            """)
        .bind("account", holding.account())
        .bind("symbol", holding.symbol())
        .map((row, context) -> part(row, splits))
        .list();
  }

  private static Part part(ResultSet row, List<Split> splits) throws SQLException {
    Order order = FactsJson.readOrder(row.getString("payload_json"));
    Instant at = Columns.moment(row, "filled_at_market");
    BigDecimal units =
        splits.stream()
            .filter(split -> split.at().isAfter(at))
            .map(Split::ratio)
            .reduce(Columns.amount(row, "quantity_units"), BigDecimal::multiply);
    int sign = Objects.requireNonNull(order.side(), "a filled order has a side").sign();
    return new Part(order, sign > 0 ? units : units.negate());
  }

  /** As {@link BookTerms#unitsSince}, read once for all fills. */
  private static List<Split> splits(Handle handle, Holding holding) {
    return handle
        .createQuery(
            """
            select action_value, effective_at_market from corporate_actions
            where account = :account and symbol = :symbol and action_type = 'SPLIT'\
            """)
        .bind("account", holding.account())
        .bind("symbol", holding.symbol())
        .map(
            (row, context) ->
                new Split(
                    Columns.moment(row, "effective_at_market"),
                    Columns.amount(row, "action_value")))
        .list();
  }
}
