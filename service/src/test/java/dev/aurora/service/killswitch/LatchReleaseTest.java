package dev.aurora.service.killswitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.killswitch.KillLevel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a kill lifted by one person, or a breaker lifted by nobody. */
class LatchReleaseTest {

  private static final String CAUSE = "the price was typed wrong, corrected";

  @TempDir Path directory;
  private JournalFixture books;
  private LatchRelease releases;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    releases = new LatchRelease(books.control, books.accounts, books.clock);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aNamedPersonEndsWhatABreakerLatched() {
    breach("drawdown", Consequence.REDUCE_ONLY);
    String id = onlyLatch().latch().commandId();

    assertThat(releases.release(id, "ann", CAUSE)).isInstanceOf(LatchRelease.Released.class);

    StoredLatch released = books.control.history().getFirst();
    assertThat(released.releasedBy()).isEqualTo("ann");
    assertThat(released.releaseCause()).isEqualTo(CAUSE);
    assertThat(books.factsOf(Samples.buy("o-2", "AAPL", "10")).control().tradingState())
        .isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void oneKillIsNotLiftedByOnePerson() {
    breach("daily-loss", Consequence.HALT_TRADING);

    assertThat(code(onlyLatch().latch().commandId(), "ann", CAUSE)).isEqualTo("two-persons");
    assertThat(onlyLatch().bindingLevel()).isEqualTo(KillLevel.BLOCK_AND_CANCEL);
  }

  @Test
  void aConditionIsNotLiftedByAPerson() {
    books.control.engage(
        new Latch(
            "c-1",
            ControlScope.FIRM,
            KillLevel.REDUCE_ONLY,
            Latch.Kind.CONDITION,
            Latch.Source.RULE,
            "rule broker-outage",
            "no heartbeat for 20 s",
            Samples.NOW));

    assertThat(code("c-1", "ann", CAUSE)).isEqualTo("ends-by-itself");
    assertThat(onlyLatch().inForce()).isTrue();
  }

  @Test
  void nobodyAndNothingLiftNoLatch() {
    breach("drawdown", Consequence.REDUCE_ONLY);
    String id = onlyLatch().latch().commandId();

    assertThat(code(id, " ", CAUSE)).isEqualTo("nobody-answers");
    assertThat(code(id, "ann", "")).isEqualTo("nobody-answers");
    assertThat(code("another", "ann", CAUSE)).isEqualTo("no-such-latch");
    assertThat(onlyLatch().inForce()).isTrue();
  }

  @Test
  void theCountOfAutomaticEntriesStartsAgainAtARelease() {
    books.trade(Samples.buy("entry", "AAPL", "10"), "100");
    assertThat(entries("o-1")).isEqualTo(1);
    books.check(FakeEngine.denying("repeated-execution"), Samples.buy("o-2", "AAPL", "10"));

    releases.release(onlyLatch().latch().commandId(), "ann", CAUSE);

    assertThat(entries("o-3")).isZero();
  }

  private void breach(String control, Consequence consequence) {
    books.check(FakeEngine.latching(control, consequence), Samples.buy("o-1", "AAPL", "10"));
  }

  private long entries(String orderId) {
    return books.factsOf(Samples.buy(orderId, "AAPL", "10")).activity().entriesWithoutPerson();
  }

  private StoredLatch onlyLatch() {
    assertThat(books.control.read().inForce()).hasSize(1);
    return books.control.read().inForce().getFirst();
  }

  private String code(String id, String person, String cause) {
    LatchRelease.Answer answer = releases.release(id, person, cause);
    assertThat(answer).isInstanceOf(LatchRelease.Refused.class);
    return ((LatchRelease.Refused) answer).code();
  }
}
