package dev.aurora.service.crash;

import dev.aurora.service.broker.Execution;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.decision.DecisionChain;
import dev.aurora.service.journal.order.JournalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a load left behind, as far as it must not depend on who died meanwhile.
 *
 * @param intact whether the account's chain of decisions is
 * @param decisions a digest of each, in their order: of all verdicts and all facts, and so of all
 *     room that was taken when each order was checked; their hashes in the chain have the clock in
 *     them
 * @param orders state, filled and reserved units, by client order id
 * @param ledger every table of the broker's own record that counts
 * @param artifacts digests of the run's files, by name
 * @param runs status and reason of each
 */
record LoadState(
    boolean intact,
    List<String> decisions,
    SortedMap<String, String> orders,
    List<String> ledger,
    SortedMap<String, String> artifacts,
    List<String> runs) {

  static LoadState of(Path home, Database books, Database ledger) {
    SortedMap<String, String> orders = new TreeMap<>();
    for (JournalOrder order : new JournalQueries(books).ordersOfAccount(CrashLoad.ACCOUNT)) {
      orders.put(
          order.clientOrderId(),
          order.state() + " filled " + order.filled() + " reserved " + order.leaves());
    }
    return new LoadState(
        new DecisionChain(books).verify(CrashLoad.ACCOUNT) instanceof ChainReport.Intact,
        decisions(books),
        orders,
        LedgerRows.executions(ledger).stream().map(LoadState::line).toList(),
        artifacts(home.resolve("artifacts")),
        books.transaction(
            handle ->
                handle
                    .createQuery("select run_key, status, counts_json from runs")
                    .map(
                        (row, context) ->
                            row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                    .list()));
  }

  private static List<String> decisions(Database books) {
    return books.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select client_order_id, rule_set_digest, facts_json, verdict_json,
                        checked_at_market
                    from decision_records order by account, chain_index\
                    """)
                .map(
                    (row, context) -> {
                      Digests digest = new Digests();
                      for (int column = 1; column <= 5; column++) {
                        digest.add(row.getString(column));
                      }
                      return row.getString(1) + " " + digest.finish();
                    })
                .list());
  }

  static Database ledger(Path home) {
    return Database.open(DatabaseUrl.file(home, "paper-ledger"), Database.PAPER_MIGRATIONS);
  }

  private static String line(Execution execution) {
    return execution.executionId()
        + " "
        + execution.side()
        + " "
        + execution.quantity()
        + " at "
        + execution.price();
  }

  /** All but the timings, which are of the clock. */
  private static SortedMap<String, String> artifacts(Path folder) {
    SortedMap<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.endsWith(ArtifactFolder.TIMINGS) && !name.endsWith(".lock")) {
          digests.put(name, Digests.ofFile(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digests;
  }
}
