package dev.aurora.service.drill.crash;

import dev.aurora.service.app.Stores;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.DecisionChain;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Books and ledger of an installation whose service does not run, held against each other by plain
 * SQL that shares nothing with the code that wrote them.
 */
public final class CrashBooks implements AutoCloseable {

  private final Database journal;
  private final Database ledger;

  /** Those in the files of a data directory. */
  public CrashBooks(Path home) {
    this(Stores.files(home));
  }

  CrashBooks(Stores stores) {
    journal =
        Database.open(stores.books(), stores.loginOf(stores.books()), Database.JOURNAL_MIGRATIONS);
    try {
      ledger =
          Database.open(
              stores.ledger(), stores.loginOf(stores.ledger()), Database.PAPER_MIGRATIONS);
    } catch (RuntimeException failed) {
      journal.close();
      throw failed;
    }
  }

  @Override
  public void close() {
    journal.close();
    ledger.close();
  }

  public PaperLedger.Summary summary() {
    return new PaperLedger(ledger).summary();
  }

  /** What was on its way when the service died. */
  Map<String, Long> inFlight() {
    Map<String, Long> found = new TreeMap<>(openOrders(journal));
    long runs =
        journal.transaction(
            handle -> count(handle, "select count(*) from runs where status = 'RUNNING'"));
    if (runs > 0) {
      found.put("run", runs);
    }
    Set<String> booked = ids(journal, "select execution_id from fills");
    long unbooked =
        ids(ledger, "select execution_id from paper_executions").stream()
            .filter(id -> !booked.contains(id))
            .count();
    if (unbooked > 0) {
      found.put("execution not booked", unbooked);
    }
    return found;
  }

  private static Map<String, Long> openOrders(Database journal) {
    Map<String, Long> open = new TreeMap<>();
    journal
        .transaction(
            handle ->
                handle
                    .createQuery(
                        """
                        select state, count(*) as orders from orders
                        where state in ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING',
                            'PARTIALLY_FILLED') group by state\
                        """)
                    .map((row, context) -> Map.entry(row.getString("state"), row.getLong("orders")))
                    .list())
        .forEach(entry -> open.put(entry.getKey(), entry.getValue()));
    return open;
  }

  /** What must hold at any moment, in the middle of anything. */
  List<String> violationsAtAnyTime() {
    List<String> found = new ArrayList<>();
    new PaperLedger(ledger).verify().forEach(wrong -> found.add("the ledger: " + wrong));
    long duplicates = summary().duplicates();
    if (duplicates > 0) {
      found.add(duplicates + " orders were sent twice");
    }
    new DecisionChain(journal)
        .verify().stream()
            .filter(chain -> !(chain instanceof ChainReport.Intact))
            .forEach(chain -> found.add("the decision chain: " + chain));
    Set<String> announced = ids(journal, "select client_order_id from outbox");
    ids(ledger, "select client_order_id from paper_orders").stream()
        .filter(id -> !announced.contains(id))
        .forEach(id -> found.add(id + " reached the broker without an outbox row"));
    Set<String> executed = ids(ledger, "select execution_id from paper_executions");
    ids(journal, "select execution_id from fills").stream()
        .filter(id -> !executed.contains(id))
        .forEach(id -> found.add("a fill was booked that the broker never made: " + id));
    ids(
            journal,
            """
            select client_order_id from orders where leaves_units > 0 and state not in
                ('APPROVED', 'IN_FLIGHT', 'UNKNOWN', 'WORKING', 'PARTIALLY_FILLED')\
            """)
        .forEach(id -> found.add(id + " has ended and still reserves room"));
    return found;
  }

  /** What must hold when everything has come to rest. */
  public List<String> violationsAtRest() {
    List<String> found = new ArrayList<>(violationsAtAnyTime());
    Set<String> booked = ids(journal, "select execution_id from fills");
    ids(ledger, "select execution_id from paper_executions").stream()
        .filter(id -> !booked.contains(id))
        .forEach(id -> found.add("a fill was lost: " + id));
    ids(journal, "select client_order_id from orders where state in ('APPROVED', 'IN_FLIGHT')")
        .forEach(id -> found.add(id + " was forgotten on its way"));
    ids(journal, "select run_key from runs where status = 'RUNNING'")
        .forEach(key -> found.add("a run was forgotten: " + key));
    Map<String, BigDecimal> ours =
        amounts(
            journal,
            "select account, symbol, quantity_units as amount from positions"
                + " where quantity_units <> 0");
    Map<String, BigDecimal> theirs =
        amounts(
            ledger,
            "select account, symbol, quantity_units as amount from paper_positions"
                + " where quantity_units <> 0");
    if (!ours.equals(theirs)) {
      found.add("positions differ: books " + ours + ", broker " + theirs);
    }
    Map<String, BigDecimal> cash =
        amounts(journal, "select account, currency as symbol, cash_ccy as amount from accounts");
    Map<String, BigDecimal> cashThere =
        amounts(ledger, "select account, 'USD' as symbol, cash_ccy as amount from paper_accounts");
    // The broker opens an account with its first order.
    cash.keySet().retainAll(cashThere.keySet());
    if (!cash.equals(cashThere)) {
      found.add("cash differs: books " + cash + ", broker " + cashThere);
    }
    return found;
  }

  private static Map<String, BigDecimal> amounts(Database database, String sql) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    database
        .transaction(
            handle ->
                handle
                    .createQuery(sql)
                    .map(
                        (row, context) ->
                            Map.entry(
                                row.getString("account") + " " + row.getString("symbol"),
                                Columns.amount(row, "amount")))
                    .list())
        .forEach(entry -> amounts.put(entry.getKey(), entry.getValue()));
    return amounts;
  }

  private static Set<String> ids(Database database, String sql) {
    return new TreeSet<>(
        database.<List<String>>transaction(
            handle -> handle.createQuery(sql).mapTo(String.class).list()));
  }

  private static long count(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }
}
