package dev.aurora.service.broker.paper;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * The paper broker's ledger, for those who check Aurora against it: it counts what reached the
 * broker, and recomputes its own sums from its executions. Reads only. Thread-safe.
 */
public final class PaperLedger {

  private final Database database;

  /**
   * @param database the one of the paper broker
   */
  public PaperLedger(Database database) {
    this.database = database;
  }

  /**
   * What reached the broker.
   *
   * @param orders different orders
   * @param duplicates submissions of an order that it had seen before
   * @param fills executions
   */
  public record Summary(long orders, long duplicates, long fills) {}

  /** Something in the ledger that contradicts the rest of it. */
  public record Violation(Kind kind, String subject, String expected, String found) {

    /** What is wrong. */
    public enum Kind {
      /** An order that was not submitted exactly once as a new one. */
      SUBMISSIONS,
      /** An order whose executions do not add up to what it has filled, or exceed it. */
      FILLED,
      /** An execution whose id is not that of its order and leg. */
      EXECUTION_ID,
      /** A position that its executions and corporate actions do not add up to. */
      POSITION,
      /** Cash that opening cash, entries, executions and corporate actions do not add up to. */
      CASH
    }
  }

  public Summary summary() {
    return database.transaction(
        handle ->
            new Summary(
                count(handle, "select count(*) from paper_orders"),
                count(handle, "select count(*) from paper_submissions where duplicate"),
                count(handle, "select count(*) from paper_executions")));
  }

  /** Signed holdings with their average prices, by symbol, without flat ones. */
  public Map<String, Position> positions(String account) {
    return database.transaction(
        handle -> {
          Map<String, Position> positions = new TreeMap<>();
          handle
              .createQuery(
                  """
                  select * from paper_positions
                  where account = :account and quantity_units <> 0\
                  """)
              .bind("account", account)
              .map((row, context) -> Map.entry(row.getString("symbol"), PaperRows.position(row)))
              .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
          return positions;
        });
  }

  /** Everything in the ledger that does not add up; empty when it is right. */
  public List<Violation> verify() {
    return database.transaction(
        handle -> {
          List<Execution> executions =
              handle
                  .createQuery("select * from paper_executions order by execution_index")
                  .map((row, context) -> PaperRows.execution(row))
                  .list();
          List<Violation> violations = new ArrayList<>();
          violations.addAll(orders(handle, executions));
          violations.addAll(positions(handle, executions));
          violations.addAll(cash(handle, executions));
          return violations;
        });
  }

  private static List<Violation> orders(Handle handle, List<Execution> executions) {
    Map<String, List<Execution>> byOrder = new HashMap<>();
    executions.forEach(
        execution ->
            byOrder
                .computeIfAbsent(execution.clientOrderId(), any -> new ArrayList<>())
                .add(execution));
    Map<String, Long> firsts = new HashMap<>();
    handle
        .createQuery(
            """
            select client_order_id, count(*) as firsts from paper_submissions
            where not duplicate group by client_order_id\
            """)
        .map((row, context) -> Map.entry(row.getString("client_order_id"), row.getLong("firsts")))
        .forEach(entry -> firsts.put(entry.getKey(), entry.getValue()));
    Map<String, List<PaperReplay.Restated>> restated = PaperReplay.restated(handle);
    List<Violation> violations = new ArrayList<>();
    handle
        .createQuery("select * from paper_orders order by client_order_id")
        .map((row, context) -> PaperRows.order(row))
        .forEach(
            order -> {
              String id = order.clientOrderId();
              compare(violations, Violation.Kind.SUBMISSIONS, id, 1L, firsts.getOrDefault(id, 0L));
              violations.addAll(
                  legs(
                      order,
                      byOrder.getOrDefault(id, List.of()),
                      restated.getOrDefault(id, List.of())));
            });
    return violations;
  }

  private static List<Violation> legs(
      PaperOrder order, List<Execution> legs, List<PaperReplay.Restated> restated) {
    List<Violation> violations = new ArrayList<>();
    for (int leg = 1; leg <= legs.size(); leg++) {
      compare(
          violations,
          Violation.Kind.EXECUTION_ID,
          order.clientOrderId(),
          PaperRows.executionId(order.clientOrderId(), leg),
          legs.get(leg - 1).executionId());
    }
    String id = order.clientOrderId();
    BigDecimal filled = PaperReplay.filled(legs, restated);
    compare(violations, Violation.Kind.FILLED, id, order.filled(), Columns.plain(filled));
    if (filled.compareTo(order.quantity()) > 0) {
      violations.add(
          new Violation(
              Violation.Kind.FILLED,
              id,
              "at most " + order.quantity().toPlainString(),
              filled.toPlainString()));
    }
    return violations;
  }

  private static List<Violation> positions(Handle handle, List<Execution> executions) {
    Map<String, BigDecimal> expected =
        PaperReplay.positions(executions, PaperReplay.booked(handle));
    Map<String, BigDecimal> found = new TreeMap<>();
    handle
        .createQuery("select * from paper_positions")
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("account") + " " + row.getString("symbol"),
                    Columns.amount(row, "quantity_units")))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return differences(Violation.Kind.POSITION, expected, found);
  }

  private static List<Violation> cash(Handle handle, List<Execution> executions) {
    Map<String, BigDecimal> expected = new TreeMap<>();
    Map<String, BigDecimal> found = new TreeMap<>();
    handle
        .createQuery(
            """
            select a.account, a.cash_ccy, a.opening_cash_ccy + coalesce(
                (select sum(e.amount_ccy) from paper_cash_entries e
                 where e.account = a.account), 0) as paid_in_ccy
            from paper_accounts a\
            """)
        .map(
            (row, context) -> {
              expected.put(row.getString("account"), row.getBigDecimal("paid_in_ccy"));
              return found.put(row.getString("account"), Columns.amount(row, "cash_ccy"));
            })
        .list();
    for (Execution execution : executions) {
      BigDecimal value = execution.quantity().multiply(execution.price());
      BigDecimal received = execution.side() == Side.SELL ? value : value.negate();
      expected.merge(execution.account(), received.subtract(execution.fees()), BigDecimal::add);
    }
    PaperReplay.booked(handle)
        .forEach(action -> expected.merge(action.account(), action.cash(), BigDecimal::add));
    return differences(Violation.Kind.CASH, expected, found);
  }

  private static List<Violation> differences(
      Violation.Kind kind, Map<String, BigDecimal> expected, Map<String, BigDecimal> found) {
    List<Violation> violations = new ArrayList<>();
    Map<String, BigDecimal> subjects = new TreeMap<>(expected);
    subjects.putAll(found);
    for (String subject : subjects.keySet()) {
      compare(
          violations,
          kind,
          subject,
          Columns.plain(expected.getOrDefault(subject, BigDecimal.ZERO)),
          Columns.plain(found.getOrDefault(subject, BigDecimal.ZERO)));
    }
    return violations;
  }

  private static <T> void compare(
      List<Violation> violations, Violation.Kind kind, String subject, T expected, T found) {
    if (!expected.equals(found)) {
      violations.add(new Violation(kind, subject, expected.toString(), found.toString()));
    }
  }

  private static long count(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }
}
