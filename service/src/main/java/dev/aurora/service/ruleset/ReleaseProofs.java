package dev.aurora.service.ruleset;

import dev.aurora.rules.cases.PolicyTests;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSet;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.language.ProblemPrinter;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.decision.FactsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a rule set before anybody approves it: check, cases, and recorded decisions held
 * against it. The same texts give the same reports of check and cases, on every machine.
 * Thread-safe.
 */
public final class ReleaseProofs {

  /** Recorded decisions that are replayed: the newest. */
  private static final int REPLAYED_MAX = 2_000;

  private static final int SAMPLES = 10;

  private final Database database;

  public ReleaseProofs(Database database) {
    this.database = database;
  }

  /** A report and whether it speaks for the set. */
  public record Report(boolean passed, String text) {

    /** Its last line, which sums it up. */
    String summary() {
      return text.strip().lines().reduce("", (before, line) -> line);
    }
  }

  /** Every mistake of the texts, and controls that may never be missing. */
  public Report check(RuleSetFiles files) {
    LoadResult result = RuleSetLoader.shipped().load(files.sources());
    String problems = new ProblemPrinter(result.files()).print(result.problems());
    return switch (result) {
      case LoadResult.Refused refused ->
          new Report(false, problems + "check: " + refused.problems().size() + " problem(s)\n");
      case LoadResult.Loaded loaded -> {
        List<String> lacking = NeverLifted.lacking(loaded.ruleSet());
        yield lacking.isEmpty()
            ? new Report(true, problems + "check: %d rules, clean\n".formatted(loaded.ruleCount()))
            : new Report(
                false,
                problems
                    + "check: no rule enforces %s, which are never lifted\n"
                        .formatted(String.join(", ", lacking)));
      }
    };
  }

  /** All cases, by the engine of production. */
  public Report test(RuleSetFiles files) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("aurora-rule-set");
      files.writeTo(folder);
      PolicyTests.Report report = PolicyTests.run(folder);
      return new Report(report.passed(), "cases: " + report.text());
    } catch (IOException diskFull) {
      throw new UncheckedIOException(diskFull);
    } finally {
      delete(folder);
    }
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException busy) {
      throw new UncheckedIOException(busy);
    }
  }

  /** The newest recorded decisions, each on the state that was recorded with it. */
  public Report replay(RuleSetFiles files) {
    return switch (RuleSetLoader.shipped().load(files.sources())) {
      case LoadResult.Refused refused -> new Report(false, "replay: the set has mistakes\n");
      case LoadResult.Loaded loaded -> replay(loaded.ruleSet());
    };
  }

  private Report replay(RuleSet ruleSet) {
    Tally tally = new Tally();
    // Walked as trees: the same verdicts, and no compile for a look back.
    try (PolicyEngine engine = new TreePolicyEngine(ruleSet, EngineSettings.untimed())) {
      newest().forEach(recorded -> tally.add(recorded, engine));
    }
    return new Report(true, tally.text());
  }

  private record Recorded(String order, String facts, String verdict) {}

  private List<Recorded> newest() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select client_order_id, facts_json, verdict_json from decision_records
                    order by checked_at_market desc, account, chain_index desc limit :max\
                    """)
                .bind("max", REPLAYED_MAX)
                .map(
                    (row, context) ->
                        new Recorded(
                            row.getString("client_order_id"),
                            row.getString("facts_json"),
                            row.getString("verdict_json")))
                .list());
  }

  /** Counts what would have been decided otherwise. */
  private static final class Tally {
    private final List<String> denied = new ArrayList<>();
    private final List<String> approved = new ArrayList<>();
    private int replayed;
    private int unreadable;

    private void add(Recorded recorded, PolicyEngine engine) {
      Verdict before;
      Verdict now;
      try {
        before = FactsJson.readVerdict(recorded.verdict());
        now = engine.evaluate(FactsJson.readFacts(recorded.facts()));
      } catch (RuntimeException otherForm) {
        unreadable++;
        return;
      }
      replayed++;
      if (before.approved() && !now.approved()) {
        denied.add(recorded.order());
      } else if (!before.approved() && now.approved()) {
        approved.add(recorded.order());
      }
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      sample(text, "newly denied", denied);
      sample(text, "newly approved", approved);
      return text.append(
              ("replay: %d recorded decisions on their recorded state: %d newly denied, %d newly"
                      + " approved; %d can't be replayed\n")
                  .formatted(replayed, denied.size(), approved.size(), unreadable))
          .toString();
    }

    private static void sample(StringBuilder text, String what, List<String> orders) {
      orders.stream()
          .limit(SAMPLES)
          .forEach(order -> text.append(what).append(": ").append(order).append('\n'));
    }
  }
}
