package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunInputs;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.killswitch.KillWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes a ramp to zero, and what a candidate has shown. */
class PromotionEvidenceTest {

  private static final String ID = "momentum/c-1/1";
  private static final RunIdentity RUN =
      new RunIdentity(Samples.ACCOUNT, Samples.STRATEGY, Samples.NOW);
  private static final LocalDate TODAY = LocalDate.ofInstant(Samples.NOW, ZoneOffset.UTC);
  private static final Instant GRANTED = Samples.NOW.minusSeconds(60);

  @TempDir Path folder;
  private JournalFixture books;
  private RunStore runs;
  private PromotionBook book;
  private PromotionEvidence evidence;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    runs = new RunStore(books.database, books.clock);
    book = new PromotionBook(books.database, books.clock);
    EvidenceBook all = new EvidenceBook(books.database);
    evidence =
        new PromotionEvidence(
            book,
            new CandidateFinder(null, runs, null, folder),
            new PassedGates(all),
            new GateEvidence(books.database, books.clock, "build-1"),
            all,
            Optional::empty,
            new Breaks(books.database, books.clock),
            books.control,
            new KillWatch(List.of(), Optional.empty(), "p-1"));
    night(TODAY, PassedGates.ids(GateLevel.L1));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aRunThatWasNotJudgedIsRedAsSoonAsItSucceeded() {
    runs.begin(RUN, new RunInputs("run-1", "m-1", "policy-1", "bars-1"), Stage.WEEK_TWO);
    assertThat(red(Samples.NOW)).isEmpty();

    runs.end(RUN, RunStatus.SUCCEEDED, new TreeMap<>(), null, null);
    assertThat(red(Samples.NOW)).singleElement().asString().startsWith("L0 is not green on");

    judge(books.clock.instant(), "run-1", GateLevel.L0, PassedGates.ids(GateLevel.L0));
    assertThat(red(Samples.NOW)).isEmpty();
  }

  @Test
  void aNightThatNobodyJudgedIsRed() {
    LocalDate tomorrow = TODAY.plusDays(1);

    assertThat(red(at(tomorrow, 15))).isEmpty();
    assertThat(red(at(tomorrow, 16)))
        .singleElement()
        .asString()
        .startsWith("L1 was not judged in the night of " + tomorrow);
  }

  @Test
  void aNightThatLacksAGateIsRed() {
    LocalDate tomorrow = TODAY.plusDays(1);
    night(tomorrow, List.of("mutation"));

    assertThat(red(at(tomorrow, 16))).singleElement().asString().contains("kill-switch");
  }

  @Test
  void paperIsShownWhenItsRampIsThroughAndLiveFromItsFirstStep() {
    assertThat(mode()).isEqualTo(TradingMode.SHADOW);
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    PromotionSamples.add(book, ID, "ramp/25", PromotionEvent.Kind.RAMPED, 25);
    assertThat(mode()).isEqualTo(TradingMode.SHADOW);
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);
    assertThat(mode()).isEqualTo(TradingMode.PAPER);

    PromotionSamples.granted(book, "momentum/c-1/2", TradingMode.LIVE);
    PromotionSamples.add(book, "momentum/c-1/2", "ramp/25", PromotionEvent.Kind.RAMPED, 25);
    assertThat(mode()).isEqualTo(TradingMode.LIVE);
  }

  @Test
  void verdictsOfL2AndOnTheFlagsGrowOld() {
    PassedGates gates = new PassedGates(new EvidenceBook(books.database));
    judge(Samples.NOW, "run-2", GateLevel.L2, PassedGates.ids(GateLevel.L2));
    judge(Samples.NOW, "run-2", GateLevel.L0, List.of("flags"));

    Instant young = Samples.NOW.plus(PassedGates.SHELF_LIFE).minusMillis(1);
    assertThat(gates.l2Green(young)).isTrue();
    assertThat(gates.flagsGreen(young)).isTrue();
    assertThat(gates.l2Green(young.plusMillis(1))).isNull();
    assertThat(gates.flagsGreen(young.plusMillis(1))).isNull();
  }

  private List<String> red(Instant now) {
    return evidence.red(PromotionSamples.asked(ID, TradingMode.PAPER).candidate(), GRANTED, now);
  }

  private TradingMode mode() {
    return evidence
        .facts(PromotionSamples.asked(ID, TradingMode.LIVE), Samples.NOW)
        .promotion()
        .from();
  }

  private static Instant at(LocalDate date, int hour) {
    return date.atTime(hour, 0).toInstant(ZoneOffset.UTC);
  }

  private void night(LocalDate date, List<String> gates) {
    judge(at(date, 3), GateNights.runId("L1", date), GateLevel.L1, gates);
  }

  private void judge(Instant at, String source, GateLevel level, List<String> gates) {
    new GateEvidence(books.database, new TestClock(at), "build-1")
        .store(
            source,
            gates.stream()
                .map(
                    gate ->
                        new GateVerdict(
                            gate,
                            level.name(),
                            true,
                            List.of(),
                            Map.of(),
                            Duration.ofMillis(1),
                            "sha256:1"))
                .toList());
  }
}
