package dev.aurora.service.journal.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.service.broker.Broker;
import dev.aurora.service.broker.BrokerRelay;
import dev.aurora.service.broker.SubmitResult;
import dev.aurora.service.broker.paper.BrokerFaults;
import dev.aurora.service.broker.paper.PaperBroker;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.broker.paper.PaperTerms;
import dev.aurora.service.broker.paper.PriceSource.OpeningBar;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUnavailable;
import dev.aurora.service.journal.database.DatabaseUnavailable.Reason;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.decision.ChainReport;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.killswitch.KillPatrol;
import dev.aurora.service.killswitch.KillWatch;
import dev.aurora.service.killswitch.LastStepGuard;
import dev.aurora.service.killswitch.LastStepGuard.BlockReason;
import dev.aurora.service.order.OrderSender;
import dev.aurora.service.process.Waiting;
import dev.aurora.service.testing.RealPostgres;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcomes: while the database is gone something is sent, something is half done, a call
 * waits for ever; or when it is back, something does not go on by itself, or twice.
 */
class DatabaseGoneIT {

  /** The longest of the configured time limits, and what a loaded machine adds. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private static final Order ORDER = Samples.buy("o-1", "AAPL", "10");

  @TempDir Path directory;
  private RealPostgres server;
  private JournalFixture books;
  private Database ledger;
  private PaperBroker broker;
  private LastStepGuard guard;

  @BeforeEach
  void open() {
    server = RealPostgres.in(directory);
    String url = server.freshUrl(Database.JOURNAL_MIGRATIONS);
    books =
        new JournalFixture(
            Database.open(new DatabaseUrl(url), RealPostgres.LOGIN, Database.JOURNAL_MIGRATIONS));
    ledger = Database.open(DatabaseUrl.file(directory, "ledger"), Database.PAPER_MIGRATIONS);
    broker =
        new PaperBroker(
            ledger,
            PaperTerms.shipped(),
            (symbol, notBefore) ->
                Optional.of(
                    new OpeningBar(
                        symbol, Samples.NOW, new BigDecimal("100"), new BigDecimal("1000000"))),
            BrokerFaults.NONE,
            delay -> {});
    guard = new LastStepGuard(new KillWatch(List.of(), Optional.empty(), "test"), books.control);
  }

  @AfterEach
  void close() {
    books.close();
    ledger.close();
    server.close();
  }

  /**
   * Starts the server and waits for an answer: a connection that was used a moment ago is handed
   * out unseen, and the first call on it fails like the ones before it. Callers try again.
   */
  private void startAgain() {
    server.start();
    assertThat(Waiting.until(this::answers, PATIENCE, Duration.ofMillis(50))).isTrue();
  }

  private boolean answers() {
    try {
      return books.queries.openOrders(Samples.ACCOUNT) != null;
    } catch (DatabaseUnavailable notYet) {
      return false;
    }
  }

  @Test
  void nothingIsCheckedOrSentWhileTheServerIsDownAndAllGoesOnWhenItIsBack() {
    Checked approved = (Checked) books.check(FakeEngine.approving(), ORDER);
    assertThat(approved.verdict().approved()).isTrue();
    JournalOrder order = books.queries.order("o-1").orElseThrow();
    server.stop();

    assertThat(unavailable(() -> books.check(FakeEngine.approving(), other())).reason())
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(guard.block(ORDER, false))
        .get()
        .extracting(BlockReason::code)
        .isEqualTo("control-state-unreadable");
    unavailable(() -> sender(broker).send(order, TradingMode.PAPER, Samples.NOW));
    unavailable(() -> books.journal.bookFill(fill()));
    assertThat(new PaperLedger(ledger).summary()).isEqualTo(new PaperLedger.Summary(0, 0, 0));

    startAgain();

    assertThat(guard.block(ORDER, false)).isEmpty();
    sender(broker).send(order, TradingMode.PAPER, Samples.NOW);
    assertThat(((Checked) books.check(FakeEngine.approving(), other())).recordedBefore()).isFalse();
    assertSentOnceAndFilledOnce();
  }

  @Test
  void aCheckThatLosesItsServerLeavesNothingAndIsDoneAnewAfterwards() {
    FakeEngine stopping =
        FakeEngine.denyingIf(
            "any",
            facts -> {
              server.stop();
              return false;
            });

    unavailable(() -> books.check(stopping, ORDER));
    startAgain();

    assertThat(books.queries.order("o-1")).isEmpty();
    assertThat(((Checked) books.check(FakeEngine.approving(), ORDER)).recordedBefore()).isFalse();
    assertIntact(1);
  }

  @Test
  void anAnswerThatCannotBeBookedIsAskedForAgainAndNotSentAgain() {
    books.check(FakeEngine.approving(), ORDER);
    JournalOrder order = books.queries.order("o-1").orElseThrow();

    unavailable(
        () ->
            sender(new LosingTheDatabaseAfterSubmit()).send(order, TradingMode.PAPER, Samples.NOW));
    startAgain();
    sender(broker).send(order, TradingMode.PAPER, Samples.NOW);

    assertSentOnceAndFilledOnce();
  }

  @Test
  void aCheckOnASilentServerWaitsAndIsDoneOnceWhenItAnswersInTime() throws Exception {
    CountDownLatch frozen = new CountDownLatch(1);
    CompletableFuture<?> check =
        CompletableFuture.supplyAsync(() -> books.check(freezing(frozen), ORDER));
    frozen.await();
    TimeUnit.SECONDS.sleep(3);
    assertThat(check).isNotDone();
    server.thaw();

    check.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertIntact(1);
  }

  @Test
  void noCallWaitsForEverForAServerThatHasFallenSilent() {
    long begun = System.nanoTime();

    unavailable(() -> books.check(freezing(new CountDownLatch(1)), ORDER));
    unavailable(() -> books.check(FakeEngine.approving(), other()));
    assertThat(guard.block(ORDER, false)).isPresent();

    // One silent statement, and two waits for a new connection.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.plusSeconds(45));
    server.thaw();
    assertThat(((Checked) books.check(FakeEngine.approving(), ORDER)).recordedBefore()).isFalse();
    assertIntact(1);
  }

  @Test
  void aKillThatCameMeanwhileIsLatchedByItselfWhenTheServerIsBack() throws Exception {
    Path flag = directory.resolve("kill.flag");
    KillWatch watch = new KillWatch(List.of(flag), Optional.empty(), "test");
    KillPatrol patrol = new KillPatrol(new KillDesk(books.control, watch, books.clock));
    patrol.start();
    server.stop();
    Files.createFile(flag);

    assertThat(new LastStepGuard(watch, books.control).block(ORDER, true)).isPresent();
    startAgain();

    Instant until = Instant.now().plus(PATIENCE);
    while (books.control.read().inForce().isEmpty() && Instant.now().isBefore(until)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(books.control.read().inForce()).hasSize(1);
    Files.delete(flag);
  }

  /** In the middle of a check's transaction. */
  private FakeEngine freezing(CountDownLatch frozen) {
    return FakeEngine.denyingIf(
        "any",
        facts -> {
          server.freeze();
          frozen.countDown();
          return false;
        });
  }

  private OrderSender sender(Broker to) {
    return new OrderSender(books.journal, to, guard);
  }

  private static Order other() {
    return Samples.buy("o-2", "AAPL", "10");
  }

  private static Fill fill() {
    return JournalFixture.fill("x-1", ORDER, BigDecimal.TEN, "100", "0", Samples.NOW);
  }

  private static DatabaseUnavailable unavailable(Runnable call) {
    long begun = System.nanoTime();
    DatabaseUnavailable thrown = catchThrowableOfType(DatabaseUnavailable.class, call::run);
    assertThat(thrown).as("the call did not fail").isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
    return thrown;
  }

  private void assertSentOnceAndFilledOnce() {
    assertThat(new PaperLedger(ledger).summary()).isEqualTo(new PaperLedger.Summary(1, 0, 1));
    assertThat(books.queries.order("o-1").orElseThrow().state()).isEqualTo(OrderState.FILLED);
    assertThat(books.queries.fillsOfOrder("o-1")).hasSize(1);
  }

  private void assertIntact(long records) {
    assertThat(books.chain.verify(Samples.ACCOUNT))
        .isInstanceOfSatisfying(
            ChainReport.Intact.class, intact -> assertThat(intact.records()).isEqualTo(records));
  }

  /** The order is at the broker, and the service can't write it down. */
  private final class LosingTheDatabaseAfterSubmit extends BrokerRelay {

    LosingTheDatabaseAfterSubmit() {
      super(broker);
    }

    @Override
    public SubmitResult submit(Order order, Instant marketNow) {
      SubmitResult result = super.submit(order, marketNow);
      server.stop();
      return result;
    }
  }
}
