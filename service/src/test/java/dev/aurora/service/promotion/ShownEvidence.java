package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Stage;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.evidence.EvidenceKind;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunInputs;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.scorecard.Need;
import dev.aurora.service.scorecard.ScorecardDefinition;
import dev.aurora.workflows.killswitch.KillLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what a strategy has shown into the books, all of it green, and whatever speaks against.
 */
final class ShownEvidence {

  static final LocalDate TODAY = LocalDate.ofInstant(Samples.NOW, ZoneOffset.UTC);
  private static final int SESSIONS = 5;

  private final JournalFixture books;
  private final Path artifacts;
  private final RunStore runs;
  private final String model;

  ShownEvidence(JournalFixture books, Path artifacts, RunStore runs, String model) {
    this.books = books;
    this.artifacts = artifacts;
    this.runs = runs;
    this.model = model;
  }

  /** Everything that a promotion to live needs, but for the promotion to paper. */
  void everything() throws IOException {
    for (int session = SESSIONS; session >= 1; session--) {
      run(session, RunStatus.SUCCEEDED);
    }
    for (int ago = 2; ago >= 0; ago--) {
      night(TODAY.minusDays(ago), true);
    }
    judge(Samples.NOW, "l2-1", GateLevel.L2, true, PassedGates.ids(GateLevel.L2));
    ScorecardDefinition.shipped().items().stream()
        .flatMap(item -> item.needs().stream())
        .map(Need::key)
        .distinct()
        .filter(key -> key.kind() != EvidenceKind.GATE)
        .forEach(key -> add(key, Samples.NOW, true));
  }

  /** A run so many sessions ago, with green L0 gates and artifacts. */
  void run(int sessionsAgo, RunStatus status) throws IOException {
    LocalDate asOf = LocalDate.of(2013, 2, 28).minusDays(sessionsAgo);
    String runId = "run-" + sessionsAgo;
    RunIdentity identity =
        new RunIdentity(
            Samples.ACCOUNT, Samples.STRATEGY, asOf.atTime(21, 0).toInstant(ZoneOffset.UTC));
    runs.begin(identity, new RunInputs(runId, model, "policy-1", "bars-1"), Stage.WEEK_TWO);
    boolean good = status == RunStatus.SUCCEEDED;
    runs.end(identity, status, new TreeMap<>(), good ? null : "failed by the test", 20L);
    Files.writeString(
        Files.createDirectories(artifacts.resolve(runId)).resolve("decisions.json"), "[]");
    judge(Samples.NOW, runId, GateLevel.L0, true, PassedGates.ids(GateLevel.L0));
  }

  void night(LocalDate date, boolean green) {
    judge(
        date.atTime(3, 0).toInstant(ZoneOffset.UTC),
        GateNights.runId("L1", date),
        GateLevel.L1,
        green,
        PassedGates.ids(GateLevel.L1));
  }

  void judge(Instant at, String source, GateLevel level, boolean green, List<String> gates) {
    new GateEvidence(books.database, new TestClock(at), "build-1")
        .store(
            source,
            gates.stream()
                .map(
                    gate ->
                        new GateVerdict(
                            gate,
                            level.name(),
                            green,
                            green ? List.of() : List.of("red by the test"),
                            Map.of(),
                            Duration.ofMillis(1),
                            "sha256:1"))
                .toList());
  }

  void add(EvidenceKey key, Instant at, boolean green) {
    new EvidenceBook(books.database)
        .add(
            List.of(
                new Evidence(
                    key,
                    "",
                    "build-1",
                    green,
                    green ? List.of() : List.of("red by the test"),
                    Map.of("seconds", 1),
                    "test",
                    at)));
  }

  /** Takes evidence away, as if nobody had looked. */
  void forget(String table, String where) {
    books.database.run(handle -> handle.execute("delete from " + table + " where " + where));
  }

  void kill(String scope) {
    books.control.engage(
        new Latch(
            "k-1",
            ControlScope.parse(scope).orElseThrow(),
            KillLevel.BLOCK,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "olga",
            "odd fills",
            books.clock.instant()));
  }

  /** A market order of the strategy, decided by its model. */
  Order order(String id, String symbol, String quantity) {
    return Samples.of(Samples.buy(id, symbol, quantity), Samples.ACCOUNT, Samples.STRATEGY, model);
  }
}
