package dev.aurora.service.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.control.StoredLatch;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.run.RunIdentity;
import dev.aurora.service.journal.run.RunInputs;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.Checkout;
import dev.aurora.workflows.killswitch.KillLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped breakers over real books. Forbidden outcome: a cause stands and openers pass. */
class BreakerDeskTest {

  private static final ControlOwners ORDER_OWNERS =
      ControlOwners.of(Samples.buy("any", "AAPL", "1"));
  private static PolicyEngine policy;

  @TempDir Path directory;
  private JournalFixture books;
  private SessionPhase phase = SessionPhase.OPEN;
  private Stage stage = Stage.WEEK_TWO;
  private BreakerDesk desk;

  @BeforeAll
  static void load() {
    LoadResult result = RuleSetLoader.shipped().load(Checkout.root().resolve("rules/policy"));
    policy = new TreePolicyEngine(((LoadResult.Loaded) result).ruleSet(), EngineSettings.untimed());
  }

  @BeforeEach
  void open() {
    books = new JournalFixture(directory);
    desk = desk();
  }

  @AfterEach
  void close() {
    books.close();
  }

  private BreakerDesk desk() {
    Marks marks =
        new Marks() {
          @Override
          public MarketView at(Instant at, Collection<String> symbols) {
            return Samples.marketAt(at);
          }

          @Override
          public SessionPhase phase(Instant at) {
            return phase;
          }
        };
    return new BreakerDesk(
        books.database,
        policy,
        marks,
        () -> new BreakerFacts.Control(stage, TradingMode.PAPER),
        books.clock);
  }

  @Test
  void aFillWorseThanTheCollarClosesTheStrategyToOpeners() {
    books.trade(Samples.buy("o-1", "AAPL", "10"), "105.01");

    assertThat(desk.judgeFills()).isEqualTo(1);

    Latch latch = onlyLatch().latch();
    assertThat(latch.scope()).hasToString("strategy:momentum");
    assertThat(latch.level()).isEqualTo(KillLevel.REDUCE_ONLY);
    assertThat(latch.finding()).isEqualTo(new Latch.Finding("slippage", "501", "500", "bps"));
  }

  @Test
  void aFillAtTheCollarIsNoBreach() {
    books.trade(Samples.buy("o-1", "AAPL", "10"), "105");

    assertThat(desk.judgeFills()).isEqualTo(1);
    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void aFillThatNobodyLookedAtBeforeACrashIsLookedAtAfterIt() {
    books.trade(Samples.buy("o-1", "AAPL", "10"), "120");
    books.close();
    books = new JournalFixture(directory);

    assertThat(desk().judgeFills()).isEqualTo(1);
    assertThat(onlyLatch().latch().engagedBy()).isEqualTo("rule slippage");
  }

  @Test
  void aFillIsLookedAtOnce() {
    books.trade(Samples.buy("o-1", "AAPL", "10"), "120");
    desk.judgeFills();
    release();

    assertThat(desk.judgeFills()).isZero();
    assertThat(books.control.read().inForce()).isEmpty();
  }

  @Test
  void fiveRejectsOfTheBrokerLetOnlyReducersPassAndTwentyHalt() {
    for (int i = 1; i <= 20; i++) {
      rejected("o-" + i);
      if (i == 4) {
        assertThat(books.control.history()).isEmpty();
      }
      if (i == 5) {
        assertThat(onlyLatch().latch().level()).isEqualTo(KillLevel.REDUCE_ONLY);
      }
    }

    assertThat(books.control.read().inForce().stream().map(StoredLatch::bindingLevel))
        .containsExactlyInAnyOrder(KillLevel.REDUCE_ONLY, KillLevel.BLOCK_AND_CANCEL);
    assertThat(state()).isEqualTo(TradingState.HALTED);
  }

  @Test
  void aSilentBrokerRestrictsItsVenueUntilItAnswers() {
    trade();
    Instant lastHeartbeat = books.clock.instant();
    books.clock.advance(Duration.ofSeconds(15));
    desk.heartbeat("PAPER", lastHeartbeat);
    assertThat(books.control.history()).isEmpty();

    books.clock.advance(Duration.ofMillis(1));
    desk.heartbeat("PAPER", lastHeartbeat);

    assertThat(onlyLatch().latch().kind()).isEqualTo(Latch.Kind.CONDITION);
    assertThat(onlyLatch().latch().scope()).hasToString("venue:PAPER");
    desk.heartbeat("PAPER", books.clock.instant());
    assertThat(books.control.read().inForce()).isEmpty();
  }

  @Test
  void aConditionDoesNotEndWhileABreakIsOpen() {
    trade();
    Instant lastHeartbeat = books.clock.instant();
    books.clock.advance(Duration.ofSeconds(16));
    desk.heartbeat("PAPER", lastHeartbeat);
    books.accounts.openBreak("b-1", Samples.ACCOUNT, "AAPL", "POSITION", "books 10, broker 12");

    desk.heartbeat("PAPER", books.clock.instant());

    assertThat(onlyLatch().inForce()).isTrue();
  }

  @Test
  void outsideTheSessionASilentBrokerIsNoCondition() {
    trade();
    phase = SessionPhase.CLOSED;
    books.clock.advance(Duration.ofHours(1));

    desk.heartbeat("PAPER", Samples.NOW);

    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void anOrderOfUnknownOutcomeRestrictsItsSymbolUntilItIsKnown() {
    unknown("o-1");
    books.clock.advance(Duration.ofSeconds(61));

    beat();

    assertThat(onlyLatch().latch().scope()).hasToString("account:PAPER-1/symbol:AAPL");
    assertThat(onlyLatch().latch().finding().control()).isEqualTo("unknown-order");
    beat();
    assertThat(onlyLatch().inForce()).isTrue();
    books.journal.cancelled("o-1", new StateReason("broker", "not found"), Samples.NOW);
    beat();
    assertThat(books.control.read().inForce()).isEmpty();
  }

  @Test
  void anotherSymbolsUnknownOrderEndsNoCondition() {
    unknown("o-1");
    books.clock.advance(Duration.ofSeconds(61));
    beat();
    books.check(FakeEngine.approving(), Samples.buy("o-2", "MSFT", "1"));
    books.journal.beginSend("o-2", Samples.NOW);
    books.journal.unknown("o-2", new StateReason("silent", "no answer"), Samples.NOW);

    beat();

    assertThat(onlyLatch().latch().scope()).hasToString("account:PAPER-1/symbol:AAPL");
  }

  @Test
  void threeRunsOnBadDataInARowRestrictTheStrategyUntilAGreenOne() {
    ended(1, RunStatus.FAILED);
    ended(2, RunStatus.FAILED);
    assertThat(books.control.history()).isEmpty();

    ended(3, RunStatus.FAILED);

    assertThat(onlyLatch().latch().scope()).hasToString("strategy:momentum");
    assertThat(onlyLatch().latch().kind()).isEqualTo(Latch.Kind.CONDITION);
    ended(4, RunStatus.SUCCEEDED);
    assertThat(books.control.read().inForce()).isEmpty();
  }

  @Test
  void aConfirmedMismatchTripsTheKillForItsSymbol() {
    trade();

    desk.reconciled(Samples.ACCOUNT, "AAPL", true);

    assertThat(onlyLatch().latch().level()).isEqualTo(KillLevel.BLOCK_AND_CANCEL);
    assertThat(onlyLatch().latch().scope()).hasToString("account:PAPER-1/symbol:AAPL");
  }

  @Test
  void anAccountThatNeverTradedIsReconciledWithoutAFinding() {
    desk.reconciled(Samples.ACCOUNT, null, false);

    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void atTheBaselineStageBreakersLatchNothing() {
    stage = Stage.BASELINE;
    trade();

    desk.reconciled(Samples.ACCOUNT, "AAPL", true);

    assertThat(books.control.history()).isEmpty();
  }

  @Test
  void aBurstOfDenialsClosesTheStrategyWithinOneBasket() {
    Order[] tooLarge = new Order[25];
    for (int i = 0; i < tooLarge.length; i++) {
      tooLarge[i] = Samples.buy("o-" + i, "AAPL", "9000000");
    }

    books.check(policy, Samples.marketAt(Samples.NOW), tooLarge);

    Latch latch = onlyLatch().latch();
    assertThat(latch.scope()).hasToString("strategy:momentum");
    assertThat(latch.finding()).isEqualTo(new Latch.Finding("breach-burst", "20", "20", "denials"));
    assertThat(latch.commandId()).contains(books.chain.ofOrder("o-19").orElseThrow().decisionId());
  }

  private void trade() {
    books.trade(Samples.buy("entry", "AAPL", "10"), "100");
    desk.judgeFills();
  }

  private void rejected(String id) {
    books.check(FakeEngine.approving(), Samples.buy(id, "AAPL", "1"));
    books.journal.beginSend(id, Samples.NOW);
    books.journal.reject(id, new StateReason("BROKER", "no"), Samples.NOW);
    desk.rejected(ORDER_OWNERS, Samples.NOW);
  }

  private void unknown(String id) {
    books.check(FakeEngine.approving(), Samples.buy(id, "AAPL", "1"));
    books.journal.beginSend(id, Samples.NOW);
    books.journal.unknown(id, new StateReason("silent", "no answer"), Samples.NOW);
  }

  private void beat() {
    desk.heartbeat("PAPER", books.clock.instant());
  }

  private void ended(int day, RunStatus status) {
    Instant asOf = Samples.NOW.plus(Duration.ofDays(day));
    RunIdentity run = new RunIdentity(Samples.ACCOUNT, Samples.STRATEGY, asOf);
    RunStore runs = new RunStore(books.database, books.clock);
    runs.begin(run, new RunInputs("run-" + day, "m", "p", "b"), Stage.WEEK_TWO);
    runs.end(run, status, new TreeMap<>(Map.of("buy", 1L)), null, 10L);
    desk.runEnded(Samples.ACCOUNT, Samples.STRATEGY, asOf, Samples.NOW);
  }

  private void release() {
    books.control.release(onlyLatch().latch().commandId(), "ann", "looked at", Samples.NOW);
  }

  private TradingState state() {
    return books.control.effective(ORDER_OWNERS).state();
  }

  private StoredLatch onlyLatch() {
    List<StoredLatch> inForce = books.control.read().inForce();
    assertThat(inForce).hasSize(1);
    return inForce.getFirst();
  }
}
