package dev.aurora.service.journal;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.OrderState;
import java.math.BigDecimal;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads from the books what can be closed now. Thread-safe; changes nothing. */
public final class ExitMeter {

  private final Database database;

  public ExitMeter(Database database) {
    this.database = database;
  }

  /** One exit a position that is not flat, over all accounts, by account and symbol. */
  public List<Exit> read() {
    return database.transaction(
        handle ->
            held(handle).stream()
                .map(
                    held ->
                        new Exit(
                            held.account(), held.symbol(), held.quantity(), covers(handle, held)))
                .toList());
  }

  private record Held(String account, String symbol, BigDecimal quantity) {

    Side closingSide() {
      return quantity.signum() > 0 ? Side.SELL : Side.BUY;
    }
  }

  private static List<Held> held(Handle handle) {
    return handle
        .createQuery(
            """
            select account, symbol, quantity_units from positions where quantity_units <> 0
            order by account, symbol\
            """)
        .map(
            (row, context) ->
                new Held(
                    row.getString("account"),
                    row.getString("symbol"),
                    Columns.amount(row, "quantity_units")))
        .list();
  }

  /** The same orders that a check counts as working: whatever keeps its reservation. */
  private static List<Exit.Cover> covers(Handle handle, Held held) {
    return handle
        .createQuery(
            """
            select client_order_id, state, leaves_units from orders
            where account = :account and symbol = :symbol and side = :side and leaves_units > 0
                and state in ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')
            order by client_order_id\
            """)
        .bind("account", held.account())
        .bind("symbol", held.symbol())
        .bind("side", held.closingSide().name())
        .map(
            (row, context) ->
                new Exit.Cover(
                    row.getString("client_order_id"),
                    OrderState.valueOf(row.getString("state")),
                    Columns.amount(row, "leaves_units")))
        .list();
  }
}
