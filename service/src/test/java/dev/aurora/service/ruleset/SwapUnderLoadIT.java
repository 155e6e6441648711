package dev.aurora.service.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.FactsJson;
import dev.aurora.service.person.Approvals;
import dev.aurora.service.person.Caller;
import dev.aurora.service.person.Persons;
import dev.aurora.service.person.Secrets;
import dev.aurora.service.testing.PolicyCopy;
import dev.aurora.service.testing.RealPostgres;
import dev.aurora.workflows.ruleset.RuleReleaseAnswer;
import dev.aurora.workflows.ruleset.RuleReleaseCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Two processes on one set of books check orders while one rule set after the other is activated.
 * Forbidden: an order denied for lack of a rule set, a verdict that its recorded set does not
 * reproduce, memory that grows with every set. {@code -Daurora.rules.swaps=200} is the deep run.
 */
class SwapUnderLoadIT {

  private static final int SWAPS = Integer.getInteger("aurora.rules.swaps", 6);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Classes of the JVM itself still come in while it runs; a set that stays takes a megabyte. */
  private static final long METASPACE_GROWTH_MAX = 12L << 20;

  @TempDir Path directory;
  private final String url = RealPostgres.shared().freshUrl(Database.JOURNAL_MIGRATIONS);
  private final Clock clock = Clock.systemUTC();

  @Test
  void noOrderIsDeniedForLackOfARuleSetAndEachVerdictIsThatOfItsSet() throws Exception {
    PolicyCopy folder = PolicyCopy.in(directory.resolve("policy"));
    try (Database database =
        Database.open(new DatabaseUrl(url), RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS)) {
      ReleaseStore store = new ReleaseStore(database, clock);
      new RuleSetStart(store, folder.folder()).ensure();
      List<Worker> workers = List.of(start("one", folder), start("two", folder));

      List<Long> early = swap(database, store, folder, workers);

      List<Long> late = measure(workers);
      for (Worker worker : workers) {
        worker.end();
      }
      requireReproducible(database, store);
      LoggerFactory.getLogger(getClass())
          .warn("{} swaps; metaspace {} -> {}; orders {}", SWAPS, early, late, workers);
      for (int i = 0; i < workers.size(); i++) {
        assertThat(workers.get(i).denied).isZero();
        assertThat(workers.get(i).orders).isGreaterThan(SWAPS);
        assertThat(late.get(i) - early.get(i)).isLessThan(METASPACE_GROWTH_MAX);
      }
    }
  }

  /** Activates set after set; measures once as many sets have come as are ever kept. */
  private List<Long> swap(
      Database database, ReleaseStore store, PolicyCopy folder, List<Worker> workers)
      throws IOException {
    Approvals approvals = approvals(database);
    RuleSetWorkers ready = new RuleSetWorkers(database, clock);
    RuleReleaseDesk desk =
        new RuleReleaseDesk(
            store,
            new ReleaseProofs(database),
            ready,
            new ShadowRows(database, clock),
            approvals,
            clock);
    List<Long> early = List.of();
    for (int swap = 1; swap <= SWAPS; swap++) {
      folder.limit("orderQuantityMax", Integer.toString(5_000 + swap));
      String release = approved(store, RuleSetFiles.read(folder.folder()), swap);
      activate(desk, approvals, release);
      if (swap == Math.min(SWAPS, 5)) {
        early = measure(workers);
      }
    }
    return early;
  }

  private Approvals approvals(Database database) {
    Secrets secrets = new Secrets(new SecureRandom());
    new Persons(database, secrets, clock).add(RuleSetSite.ANN, Caller.PROGRAM);
    return new Approvals(database, secrets, clock);
  }

  private static String approved(ReleaseStore store, RuleSetFiles files, int swap) {
    StoredRuleSet set = StoredRuleSet.of(files);
    for (ReleaseAction action : List.of(ReleaseAction.PROPOSED, ReleaseAction.APPROVED)) {
      store.add(
          (standing, now) ->
              ReleaseStore.Step.of(action + "/" + swap, action, set, "bob", "a test"));
    }
    return set.release();
  }

  private void activate(RuleReleaseDesk desk, Approvals approvals, String release) {
    String approval =
        approvals
            .record(
                RuleReleases.ACTIVATE,
                release,
                release,
                RuleSetSite.ANN,
                "a test",
                (handle, one) -> {})
            .id();
    Instant end = clock.instant().plus(PATIENCE);
    RuleReleaseAnswer answer;
    do {
      pause();
      answer = desk.activate(new RuleReleaseCommand(release, approval));
    } while (answer.outcome() == RuleReleaseAnswer.Outcome.NOT_YET
        && clock.instant().isBefore(end));
    assertThat(answer.outcome()).as(answer.detail()).isEqualTo(RuleReleaseAnswer.Outcome.DONE);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private record Recorded(String ruleSet, String facts, String verdict) {}

  /** By the trees of the very set that the record names: another engine, the same verdict. */
  private static void requireReproducible(Database database, ReleaseStore store) {
    List<Recorded> all =
        database.transaction(
            handle ->
                handle
                    .createQuery("select * from decision_records")
                    .map(
                        (row, context) ->
                            new Recorded(
                                row.getString("rule_set_digest"),
                                row.getString("facts_json"),
                                row.getString("verdict_json")))
                    .list());
    Map<String, PolicyEngine> engines = new HashMap<>();
    for (Recorded one : all) {
      PolicyEngine engine =
          engines.computeIfAbsent(
              one.ruleSet(),
              digest ->
                  new TreePolicyEngine(
                      store.ofRules(digest).orElseThrow().load(), EngineSettings.untimed()));
      Verdict again = engine.evaluate(FactsJson.readFacts(one.facts()));
      assertThat(FactsJson.write(again)).isEqualTo(one.verdict());
    }
    // The adopted set and every activated one have answered.
    assertThat(engines).hasSize(SWAPS + 1);
  }

  private static List<Long> measure(List<Worker> workers) throws IOException {
    List<Long> measured = new ArrayList<>();
    for (Worker worker : workers) {
      measured.add(worker.metaspace());
    }
    return measured;
  }

  private Worker start(String account, PolicyCopy folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SwappingProcess.class.getName(),
                url,
                account,
                folder.folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Worker worker = new Worker(process);
    worker.expect(SwappingProcess.READY);
    return worker;
  }

  /** One of the two processes. */
  private static final class Worker {
    private final Process process;
    private final BufferedReader output;
    private int orders;
    private int denied;

    private Worker(Process process) {
      this.process = process;
      this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    private String expect(String beginning) throws IOException {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
      }
      throw new IllegalStateException("the worker ended without: " + beginning);
    }

    private long metaspace() throws IOException {
      process.getOutputStream().write(SwappingProcess.MEASURE);
      process.getOutputStream().flush();
      return Long.parseLong(expect(SwappingProcess.METASPACE));
    }

    private void end() throws IOException, InterruptedException {
      process.getOutputStream().write('e');
      process.getOutputStream().flush();
      String[] counts = expect(SwappingProcess.DONE).split(" ", -1);
      orders = Integer.parseInt(counts[0]);
      denied = Integer.parseInt(counts[1]);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public String toString() {
      return orders + " checked, " + denied + " denied";
    }
  }
}
