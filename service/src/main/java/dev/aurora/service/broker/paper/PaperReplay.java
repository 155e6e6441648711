package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.database.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What executions and corporate actions, played again in their order, come to. Plain arithmetic
 * over rows.
 */
final class PaperReplay {

  private PaperReplay() {}

  /**
   * A booked action.
   *
   * @param ratio new units for one old unit
   * @param afterExecution index of the last execution before it
   */
  record Booked(
      String account,
      String symbol,
      boolean dividend,
      BigDecimal ratio,
      BigDecimal cashPerUnit,
      @Nullable String into,
      BigDecimal unitsBefore,
      BigDecimal fraction,
      BigDecimal fractionPrice,
      long afterExecution) {

    /** Account currency, from what the action pays; never the change that was written down. */
    BigDecimal cash() {
      return Columns.plain(PaperActions.cash(cashPerUnit, unitsBefore, fraction, fractionPrice));
    }
  }

  /** An order whose units a split has changed. */
  record Restated(String clientOrderId, BigDecimal before, BigDecimal after, long afterExecution) {}

  static List<Booked> booked(Handle handle) {
    return handle
        .createQuery("select * from paper_actions order by action_index")
        .map((row, context) -> booked(row))
        .list();
  }

  private static Booked booked(ResultSet row) throws SQLException {
    return new Booked(
        row.getString("account"),
        row.getString("symbol"),
        row.getString("action_type").equals("DIVIDEND"),
        Columns.amount(row, "ratio"),
        Columns.amount(row, "cash_per_unit"),
        row.getString("into_symbol"),
        Columns.amount(row, "units_before"),
        Columns.amount(row, "fraction_units"),
        Columns.amount(row, "fraction_price"),
        row.getLong("after_execution"));
  }

  static Map<String, List<Restated>> restated(Handle handle) {
    Map<String, List<Restated>> restated = new HashMap<>();
    handle
        .createQuery(
            """
            select o.* from paper_action_orders o
                join paper_actions a on a.action_id = o.action_id and a.account = o.account
            order by a.action_index\
            """)
        .map(
            (row, context) ->
                new Restated(
                    row.getString("client_order_id"),
                    Columns.amount(row, "filled_before_units"),
                    Columns.amount(row, "filled_after_units"),
                    row.getLong("after_execution")))
        .forEach(
            order ->
                restated
                    .computeIfAbsent(order.clientOrderId(), any -> new ArrayList<>())
                    .add(order));
    return restated;
  }

  /** Units that the executions of one order fill, in today's terms. */
  static BigDecimal filled(List<Execution> legs, List<Restated> restated) {
    BigDecimal filled = BigDecimal.ZERO;
    long counted = 0;
    for (Restated split : restated) {
      filled = filled.add(between(legs, counted, split.afterExecution()));
      counted = split.afterExecution();
      // A change that does not start from what was filled then explains nothing.
      filled = filled.compareTo(split.before()) == 0 ? split.after() : filled;
    }
    return filled.add(between(legs, counted, Long.MAX_VALUE));
  }

  private static BigDecimal between(List<Execution> legs, long after, long upTo) {
    return legs.stream()
        .filter(leg -> leg.index() > after && leg.index() <= upTo)
        .map(Execution::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Signed units by account and symbol. */
  static Map<String, BigDecimal> positions(List<Execution> executions, List<Booked> actions) {
    Map<String, BigDecimal> units = new TreeMap<>();
    Map<String, Long> counted = new HashMap<>();
    for (Booked action : actions) {
      long after = counted.getOrDefault(action.account(), 0L);
      add(units, executions, action.account(), after, action.afterExecution());
      counted.put(action.account(), action.afterExecution());
      apply(units, action);
    }
    executions.stream()
        .map(Execution::account)
        .distinct()
        .forEach(
            account ->
                add(units, executions, account, counted.getOrDefault(account, 0L), Long.MAX_VALUE));
    return units;
  }

  private static void add(
      Map<String, BigDecimal> units,
      List<Execution> executions,
      String account,
      long after,
      long upTo) {
    executions.stream()
        .filter(execution -> execution.account().equals(account))
        .filter(execution -> execution.index() > after && execution.index() <= upTo)
        .forEach(
            execution ->
                units.merge(
                    key(account, execution.symbol()),
                    execution.side() == Side.BUY
                        ? execution.quantity()
                        : execution.quantity().negate(),
                    BigDecimal::add));
  }

  private static void apply(Map<String, BigDecimal> units, Booked action) {
    if (action.dividend() || action.unitsBefore().signum() == 0) {
      return;
    }
    String symbol = key(action.account(), action.symbol());
    BigDecimal held = units.getOrDefault(symbol, BigDecimal.ZERO);
    BigDecimal made = held.multiply(action.ratio()).subtract(action.fraction());
    if (action.into() == null && action.ratio().signum() != 0) {
      units.put(symbol, made);
      return;
    }
    units.put(symbol, BigDecimal.ZERO);
    if (action.into() != null) {
      units.merge(key(action.account(), action.into()), made, BigDecimal::add);
    }
  }

  private static String key(String account, String symbol) {
    return account + " " + symbol;
  }
}
