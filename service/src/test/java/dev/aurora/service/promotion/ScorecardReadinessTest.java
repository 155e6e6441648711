package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.evidence.Evidence;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.EvidenceKey;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.scorecard.Scorecard;
import dev.aurora.service.scorecard.ScorecardDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardReadinessTest {

  @TempDir Path folder;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void noGateIsGreenThatWasNeverJudged() {
    assertThat(everyGateGreen()).isFalse();
    drill(true);
    assertThat(everyGateGreen()).isFalse();
    judgeAllBut("kill-switch");
    assertThat(everyGateGreen()).isFalse();
    judge(GateLevel.L1, "kill-switch", true);
    assertThat(everyGateGreen()).isTrue();
  }

  @Test
  void aRedGateIsNotGreenAlsoOneThatNoPromotionNeeds() {
    drill(true);
    judgeAllBut("");
    judge(GateLevel.L2, "another", false);

    assertThat(everyGateGreen()).isFalse();
  }

  @Test
  void gatesThatNoDrillSawTurnRedShowNothing() {
    judgeAllBut("");
    assertThat(everyGateGreen()).isFalse();
    drill(true);
    assertThat(everyGateGreen()).isTrue();
    books.clock.advance(Duration.ofSeconds(1));
    drill(false);
    assertThat(everyGateGreen()).isFalse();
  }

  private boolean everyGateGreen() {
    EvidenceBook book = new EvidenceBook(books.database);
    Scorecard scorecard =
        new Scorecard(
            ScorecardDefinition.shipped(), book, () -> any -> Optional.empty(), books.clock);
    return Boolean.TRUE.equals(
        new ScorecardReadiness(scorecard, book).count().orElseThrow().everyGateGreen());
  }

  private void judgeAllBut(String left) {
    PassedGates.NEEDED.forEach(
        (level, gates) ->
            gates.stream()
                .filter(gate -> !gate.equals(left))
                .forEach(gate -> judge(level, gate, true)));
  }

  private void judge(GateLevel level, String gate, boolean green) {
    new GateEvidence(books.database, books.clock, "build-1")
        .store(
            "run-1",
            List.of(
                new GateVerdict(
                    gate,
                    level.name(),
                    green,
                    green ? List.of() : List.of("red by the test"),
                    Map.of(),
                    Duration.ofMillis(1),
                    "sha256:1")));
  }

  private void drill(boolean green) {
    new EvidenceBook(books.database)
        .add(
            List.of(
                new Evidence(
                    EvidenceKey.parse("drill/gates"),
                    "",
                    "build-1",
                    green,
                    green ? List.of() : List.of("a gate stayed green"),
                    Map.of("gates", 13),
                    "test",
                    books.clock.instant())));
  }
}
