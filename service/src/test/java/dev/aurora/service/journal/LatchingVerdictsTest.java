package dev.aurora.service.journal;

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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forbidden outcome: a loss halts trading for one order, and the next one passes. */
class LatchingVerdictsTest {

  @TempDir Path directory;
  private JournalFixture books;

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
  }

  @AfterEach
  void close() {
    books.close();
  }

  @Test
  void aHaltingBreachLatchesTheAccountWhenTheLimitIsTheFirms() {
    books.check(
        FakeEngine.latching("daily-loss", Consequence.HALT_TRADING),
        Samples.buy("o-1", "AAPL", "10"));

    Latch latch = onlyLatch().latch();
    assertThat(latch.scope()).isEqualTo(scope("account:" + Samples.ACCOUNT));
    assertThat(latch.level()).isEqualTo(KillLevel.BLOCK_AND_CANCEL);
    assertThat(latch.kind()).isEqualTo(Latch.Kind.LATCH);
    assertThat(latch.source()).isEqualTo(Latch.Source.RULE);
    assertThat(latch.engagedBy()).isEqualTo("rule daily-loss");
    assertThat(latch.engagedAt()).isEqualTo(Samples.NOW);
    assertThat(latch.finding()).isEqualTo(new Latch.Finding("daily-loss", "2", "1", "USD"));
  }

  @Test
  void theNextOrderOfTheSameBasketSeesTheLatch() {
    FakeEngine engine = FakeEngine.latching("drawdown", Consequence.REDUCE_ONLY);

    books.check(
        engine,
        Samples.marketAt(Samples.NOW),
        Samples.buy("o-1", "AAPL", "10"),
        Samples.buy("o-2", "AAPL", "11"));

    assertThat(engine.asked().stream().map(facts -> facts.control().tradingState()))
        .containsExactly(TradingState.ACTIVE, TradingState.REDUCE_ONLY);
  }

  @Test
  void breakingTheSameRuleAgainLatchesNothingAnew() {
    FakeEngine engine = FakeEngine.latching("drawdown", Consequence.REDUCE_ONLY);

    books.check(engine, Samples.buy("o-1", "AAPL", "10"));
    books.check(engine, Samples.buy("o-2", "AAPL", "10"));

    assertThat(books.control.history()).hasSize(1);
  }

  @Test
  void theLatchOutlivesARestartAndARecoveredNumber() {
    books.check(
        FakeEngine.latching("drawdown", Consequence.REDUCE_ONLY), Samples.buy("o-1", "AAPL", "10"));
    books.close();
    books = new JournalFixture(directory);

    assertThat(books.factsOf(Samples.buy("o-2", "AAPL", "10")).control().tradingState())
        .isEqualTo(TradingState.REDUCE_ONLY);
  }

  @Test
  void aRuleThatMonitorsLatchesNothing() {
    books.check(
        FakeEngine.monitoringOnly("daily-loss", Consequence.HALT_TRADING),
        Samples.buy("o-1", "AAPL", "10"));

    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void aRuleThatDeniesOneOrderLatchesNothing() {
    books.check(FakeEngine.denying("order-value-max"), Samples.buy("o-1", "AAPL", "10"));

    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void tooManyAutomaticEntriesCloseTheStrategyUntilAPersonHasLooked() {
    books.check(FakeEngine.denying("repeated-execution"), Samples.buy("o-1", "AAPL", "10"));

    Latch latch = onlyLatch().latch();
    assertThat(latch.scope()).isEqualTo(scope("strategy:" + Samples.STRATEGY));
    assertThat(latch.level()).isEqualTo(KillLevel.REDUCE_ONLY);
  }

  private StoredLatch onlyLatch() {
    List<StoredLatch> inForce = books.control.read().inForce();
    assertThat(inForce).hasSize(1);
    return inForce.getFirst();
  }

  private static ControlScope scope(String text) {
    return ControlScope.parse(text).orElseThrow();
  }
}
