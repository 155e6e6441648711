package dev.aurora.service.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Envelope;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.evidence.EvidenceBook;
import dev.aurora.service.evidence.GateNights;
import dev.aurora.service.gate.GateEvidence;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.journal.testing.TestClock;
import dev.aurora.service.run.Granted;
import java.math.BigDecimal;
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

/** What orders may, by what their strategy was promoted for. */
class DeploymentGrantsTest {

  private static final String ID = "momentum/c-1/1";

  @TempDir Path folder;
  private JournalFixture books;
  private PromotionBook book;
  private DeploymentGrants grants;

  @BeforeEach
  void open() {
    books = new JournalFixture(folder);
    book = new PromotionBook(books.database, books.clock);
    grants = new DeploymentGrants(book, new PassedGates(new EvidenceBook(books.database)));
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aStrategyThatWasNeverPromotedHasNoEnvelope() {
    assertThat(granted(TradingMode.PAPER)).isEqualTo(Granted.NO_PROMOTION);
  }

  @Test
  void whatIsGrantedLetsNothingThroughBeforeItsRamp() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);

    assertThat(granted(TradingMode.PAPER).envelope()).isEqualTo(Granted.NOTHING_AT_ALL);
  }

  @Test
  void aRampScalesTheEnvelope() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    PromotionSamples.add(book, ID, "ramp/25", PromotionEvent.Kind.RAMPED, 25);

    Granted granted = granted(TradingMode.PAPER);
    assertThat(granted)
        .isEqualTo(
            new Granted(
                new Envelope(
                    Set.of("AAPL", "MSFT"), new BigDecimal("5000"), new BigDecimal("100"), 2L),
                GateLevel.L1,
                "m-1",
                "sha256:m"));
  }

  @Test
  void holdsForItsOwnModeAlone() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);

    assertThat(granted(TradingMode.LIVE)).isEqualTo(Granted.NO_PROMOTION);
    assertThat(granted(TradingMode.PAPER).envelope()).isNotNull();
  }

  @Test
  void whatWasTakenBackLetsNothingThroughAndNothingOlderComesBack() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);
    PromotionSamples.granted(book, "momentum/c-2/1", TradingMode.PAPER);
    PromotionSamples.add(book, "momentum/c-2/1", "withdrawn", PromotionEvent.Kind.WITHDRAWN, 0);

    assertThat(granted(TradingMode.PAPER)).isEqualTo(Granted.NOTHING);
  }

  @Test
  void aBookThatWasAlteredLetsNothingThrough() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);
    books.database.run(handle -> handle.execute("update promotion_events set done_by = 'mallory'"));

    assertThat(granted(TradingMode.PAPER)).isEqualTo(Granted.NOTHING);
  }

  @Test
  void aLevelIsReachedByGreenNightsAndNotWithout() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    Granted granted = granted(TradingMode.PAPER);
    Instant now = Instant.parse("2026-03-10T18:00:00Z");

    assertThat(grants.reached(GateLevel.L0, granted, now)).isEqualTo(GateLevel.L0);
    night(LocalDate.ofInstant(now, ZoneOffset.UTC), true);
    assertThat(grants.reached(GateLevel.L0, granted, now)).isEqualTo(GateLevel.L1);
    assertThat(grants.reached(GateLevel.NONE, granted, now)).isEqualTo(GateLevel.NONE);
    night(LocalDate.ofInstant(now, ZoneOffset.UTC), false);
    assertThat(grants.reached(GateLevel.L0, granted, now)).isEqualTo(GateLevel.L0);
  }

  @Test
  void evidenceThatCannotBeReadShowsNoGateAndStopsNoCheck() {
    PromotionSamples.granted(book, ID, TradingMode.PAPER);
    PromotionSamples.add(book, ID, "end", PromotionEvent.Kind.PROMOTED, 100);
    Granted granted = granted(TradingMode.PAPER);
    books.database.run(handle -> handle.execute("drop view all_evidence"));

    assertThat(grants.reached(GateLevel.L0, granted, Instant.parse("2026-03-10T18:00:00Z")))
        .isEqualTo(GateLevel.L0);
  }

  private void night(LocalDate date, boolean green) {
    Instant at = date.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(3));
    new GateEvidence(books.database, new TestClock(at), "build-1")
        .store(
            GateNights.runId("L1", date),
            PassedGates.NEEDED.get(GateLevel.L1).stream()
                .map(
                    gate ->
                        new GateVerdict(
                            gate,
                            "L1",
                            green,
                            green ? List.of() : List.of("red by the test"),
                            Map.of(),
                            Duration.ofMillis(1),
                            "sha256:1"))
                .toList());
  }

  private Granted granted(TradingMode mode) {
    Order order = Samples.buy("o-1", "AAPL", "1");
    return grants.of(List.of(order), Samples.ACCOUNT, mode);
  }
}
