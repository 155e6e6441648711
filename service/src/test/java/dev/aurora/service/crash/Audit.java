package dev.aurora.service.crash;

import dev.aurora.service.broker.Execution;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.JournalOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds the books against the broker's own ledger after a load has ended, by plain SQL. */
final class Audit {

  private final Database books;
  private final Database ledger;
  private final List<String> violations = new ArrayList<>();

  private Audit(Database books, Database ledger) {
    this.books = books;
    this.ledger = ledger;
  }

  /** Everything that is forbidden and has happened; empty = nothing. */
  static List<String> violations(Database books, Database ledger) {
    Audit audit = new Audit(books, ledger);
    audit.ordersCameOnce();
    audit.fillsAreBookedOnce();
    audit.holdingsAreEqual();
    audit.roomIsFree();
    audit.nothingIsStuck();
    audit.decisionsAreIntact();
    return audit.violations;
  }

  /** A message that the ledger had to recognise as a repeat counts too: it was asked before. */
  private void ordersCameOnce() {
    PaperLedger record = new PaperLedger(ledger);
    record.verify().forEach(found -> violations.add("ledger: " + found));
    Map<String, Integer> came = new TreeMap<>();
    LedgerRows.submissions(ledger).forEach(id -> came.merge(id, 1, Integer::sum));
    came.forEach(
        (id, times) -> {
          if (times > 1) {
            violations.add("DUPLICATE ORDER: " + id + " came " + times + " times");
          }
        });
    Map<String, Integer> sent = new TreeMap<>();
    orders().stream()
        .filter(order -> order.verdict().approved())
        .forEach(order -> sent.put(order.clientOrderId(), 1));
    expectEqual("LOST OR FOREIGN ORDER: approved orders and the broker's", sent, came);
  }

  private void fillsAreBookedOnce() {
    List<Fill> theirs = LedgerRows.executions(ledger).stream().map(Audit::fill).toList();
    List<Fill> ours =
        new JournalQueries(books)
            .fills(CrashLoad.ACCOUNT).stream()
                .sorted(Comparator.comparing(Fill::executionId))
                .toList();
    expectEqual("LOST FILL: executions and booked fills", theirs, ours);
  }

  private static Fill fill(Execution execution) {
    return new Fill(
        PaperBroker.NAME,
        execution.executionId(),
        execution.clientOrderId(),
        execution.symbol(),
        execution.side(),
        execution.quantity(),
        execution.price(),
        execution.fees(),
        execution.at());
  }

  private void holdingsAreEqual() {
    JournalQueries queries = new JournalQueries(books);
    Map<String, Position> ours = new TreeMap<>();
    queries.positions(CrashLoad.ACCOUNT).stream()
        .filter(row -> row.position().quantity().signum() != 0)
        .forEach(row -> ours.put(row.symbol(), row.position()));
    expectEqual("POSITIONS", new PaperLedger(ledger).positions(CrashLoad.ACCOUNT), ours);
    expectEqual(
        "CASH",
        one(ledger, "select cash_ccy from paper_accounts"),
        one(books, "select cash_ccy from accounts where account = 'PAPER-1'"));
  }

  /** All orders have ended, so that nothing may be reserved any more. */
  private void roomIsFree() {
    expectEqual(
        "LEAKED ROOM",
        BigDecimal.ZERO.setScale(12),
        one(books, "select coalesce(sum(leaves_units), 0.000000000000) from orders"));
  }

  private void nothingIsStuck() {
    orders().stream()
        .filter(order -> order.state().reserves())
        .forEach(
            order -> violations.add("STUCK: " + order.clientOrderId() + " is " + order.state()));
    expectNone("RUN NOT ENDED", "select count(*) from runs where ended_at is null");
    expectNone("ODD FILL", "select count(*) from orders where fill_anomaly");
    expectNone("FILL NOT JUDGED", "select count(*) from fills where not judged");
    expectNone("OPEN BREAK", "select count(*) from reconciliation_breaks where closed_at is null");
    expectNone("KILL", "select count(*) from control_latches");
  }

  private void decisionsAreIntact() {
    ChainReport chain = new DecisionChain(books).verify(CrashLoad.ACCOUNT);
    if (!(chain instanceof ChainReport.Intact)) {
      violations.add("DECISIONS: " + chain);
    }
  }

  private List<JournalOrder> orders() {
    return new JournalQueries(books).ordersOfAccount(CrashLoad.ACCOUNT);
  }

  private void expectNone(String what, String count) {
    BigDecimal found = one(books, count);
    if (found.signum() != 0) {
      violations.add(what + ": " + found);
    }
  }

  private void expectEqual(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      violations.add(what + ": expected " + expected + ", found " + found);
    }
  }

  private static BigDecimal one(Database database, String query) {
    return database.transaction(handle -> handle.createQuery(query).mapTo(BigDecimal.class).one());
  }
}
