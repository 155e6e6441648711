package dev.aurora.service.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aurora.service.evidence.GateNights.Night;
import dev.aurora.service.evidence.GateNights.State;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.journal.testing.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceBookTest {

  private static final Instant NOW = Instant.parse("2026-03-10T18:00:00Z");
  private static final Set<String> GATES = Set.of("mutation", "breakers");

  @TempDir Path folder;
  private final TestClock clock = new TestClock(NOW);
  private Database database;
  private EvidenceBook book;
  private GateEvidence gates;

  @BeforeEach
  void open() {
    database = TestStore.books(folder);
    book = new EvidenceBook(database);
    gates = new GateEvidence(database, clock, "build-1");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsWhatWasAddedAlsoWhenTheBooksAreOpenedAgain() {
    Evidence drill = drill("crash", NOW, List.of("an order went twice"));
    book.add(List.of(drill));
    database.close();
    database = TestStore.books(folder);

    assertThat(new EvidenceBook(database).since(Instant.EPOCH)).containsExactly(drill);
  }

  @Test
  void theNewestIsWhatWasJudgedLastNotWhatWasStoredLast() {
    Evidence late = drill("crash", NOW, List.of("red"));
    Evidence early = drill("crash", NOW.minusSeconds(60), List.of());
    book.add(List.of(late));
    book.add(List.of(early));

    assertThat(book.newest(early.key())).contains(late);
    assertThat(book.newest()).containsOnly(Map.entry(late.key(), late));
  }

  @Test
  void verdictsOfGatesAreEvidenceToo() {
    gates.store("run-1", List.of(verdict("L0", "dtypes", true)));

    assertThat(book.newest(EvidenceKey.parse("gate/L0/dtypes")))
        .hasValueSatisfying(
            found -> {
              assertThat(found.green()).isTrue();
              assertThat(found.source()).isEqualTo("run-1");
              assertThat(found.digest()).isEqualTo("sha256:1");
              assertThat(found.build()).isEqualTo("build-1");
              assertThat(found.at()).isEqualTo(NOW);
            });
    assertThat(book.since(NOW.plusSeconds(1))).isEmpty();
  }

  @Test
  void aVerdictOfAGateIsNotAddedPastTheGates() {
    Evidence verdict =
        new Evidence(
            EvidenceKey.parse("gate/L1/mutation"), "", "", true, List.of(), Map.of(), "x", NOW);

    assertThatThrownBy(() -> book.add(List.of(verdict)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(book.newest()).isEmpty();
  }

  @Test
  void countsTheNightsInARowThatHadEveryGateGreen() {
    night("2026-03-07", true, true);
    night("2026-03-08", true, true);
    night("2026-03-09", true, true);
    night("2026-03-10", true, true);

    assertThat(nights(NOW).greenInARow()).isEqualTo(4);
  }

  @Test
  void aRedNightBreaksTheRowAndIsNotTalkedGreenByDoingItAgain() {
    night("2026-03-08", true, true);
    night("2026-03-09", true, false);
    gates.store("gate/L1/2026-03-09/2", List.of(verdict("L1", "breakers", true)));
    night("2026-03-10", true, true);

    assertThat(nights(NOW).greenInARow()).isEqualTo(1);
    assertThat(nights(NOW).newestFirst())
        .containsExactly(
            new Night(date("2026-03-10"), State.GREEN, List.of()),
            new Night(date("2026-03-09"), State.RED, List.of("breakers")),
            new Night(date("2026-03-08"), State.GREEN, List.of()));
  }

  @Test
  void aNightThatIsMissingBreaksTheRow() {
    night("2026-03-08", true, true);
    night("2026-03-10", true, true);

    assertThat(nights(NOW).greenInARow()).isEqualTo(1);
    assertThat(nights(NOW).newestFirst().get(1).state()).isEqualTo(State.MISSING);
  }

  @Test
  void aNightIsNotMadeGreenBeforeItBeginsNorAfterItHasPassed() {
    night("2026-03-07", Duration.ofHours(28).minusMillis(1), true, true);
    night("2026-03-08", Duration.ofHours(28), true, true);
    night("2026-03-09", Duration.ofMillis(-1), true, true);
    night("2026-03-10", Duration.ZERO, true, true);

    assertThat(nights(NOW).newestFirst())
        .extracting(Night::state)
        .containsExactly(State.GREEN, State.INCOMPLETE, State.INCOMPLETE, State.GREEN);
  }

  @Test
  void aNightThatIsFoundRedLaterIsRed() {
    night("2026-03-09", true, true);
    night("2026-03-09", Duration.ofHours(40), true, false);
    night("2026-03-10", true, true);

    assertThat(nights(NOW).newestFirst().get(1).state()).isEqualTo(State.RED);
  }

  @Test
  void aNightWithoutOneOfTheGatesBreaksTheRow() {
    night("2026-03-08", true, true);
    new GateEvidence(database, new TestClock(Instant.parse("2026-03-09T03:00:00Z")), "build-1")
        .store("gate/L1/2026-03-09", List.of(verdict("L1", "mutation", true)));
    night("2026-03-10", true, true);

    assertThat(nights(NOW).greenInARow()).isEqualTo(1);
    assertThat(nights(NOW).newestFirst().get(1))
        .isEqualTo(new Night(date("2026-03-09"), State.INCOMPLETE, List.of("breakers")));
  }

  @Test
  void todaysNightMayStillComeButNotForEver() {
    night("2026-03-08", true, true);
    night("2026-03-09", true, true);

    assertThat(nights(Instant.parse("2026-03-10T15:59:59Z")).greenInARow()).isEqualTo(2);
    assertThat(nights(Instant.parse("2026-03-10T16:00:00Z")).greenInARow()).isZero();
    assertThat(nights(Instant.parse("2026-03-11T01:00:00Z")).greenInARow()).isZero();
  }

  @Test
  void gatesOfOtherLevelsAndOfRunsAreNoNights() {
    gates.store("gate/L2/2026-03-10", List.of(verdict("L2", "mutation", true)));
    gates.store("run-1", List.of(verdict("L1", "mutation", true)));
    gates.store("gate/L1/by-hand", List.of(verdict("L1", "breakers", true)));

    assertThat(nights(NOW).greenInARow()).isZero();
    assertThatThrownBy(() -> book.nights("L1", Set.of(), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private GateNights nights(Instant now) {
    return book.nights("L1", GATES, now);
  }

  /** Judged at three in its morning. */
  private void night(String date, boolean mutation, boolean breakers) {
    night(date, Duration.ofHours(3), mutation, breakers);
  }

  private void night(String date, Duration after, boolean mutation, boolean breakers) {
    Instant at = date(date).atStartOfDay(ZoneOffset.UTC).toInstant().plus(after);
    new GateEvidence(database, new TestClock(at), "build-1")
        .store(
            GateNights.runId("L1", date(date)),
            List.of(verdict("L1", "mutation", mutation), verdict("L1", "breakers", breakers)));
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }

  private static GateVerdict verdict(String level, String gate, boolean green) {
    return new GateVerdict(
        gate,
        level,
        green,
        green ? List.of() : List.of("it does not hold"),
        Map.of("count", 1),
        Duration.ofMillis(3),
        "sha256:1");
  }

  private static Evidence drill(String subject, Instant at, List<String> reasons) {
    return new Evidence(
        new EvidenceKey(EvidenceKind.DRILL, subject),
        "sha256:2",
        "build-1",
        reasons.isEmpty(),
        reasons,
        Map.of("rounds", 5),
        "aurora drill " + subject,
        at);
  }
}
