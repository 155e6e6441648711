package dev.aurora.service.broker.paper;

import static dev.aurora.service.journal.testing.Samples.ACCOUNT;
import static dev.aurora.service.journal.testing.Samples.buy;
import static dev.aurora.service.journal.testing.Samples.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.BrokerOrder.State;
import dev.aurora.service.broker.RejectReason;
import dev.aurora.service.broker.SubmitResult.Rejected;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.database.DatabaseUrl;
import dev.aurora.service.journal.testing.Samples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market time of an account at the paper broker. Forbidden outcome: a fill in the past. */
class PaperMarketTimeTest {

  private static final Instant MONDAY = Instant.parse("2025-03-03T14:30:00Z");
  private static final Instant MONDAY_CLOSE = Instant.parse("2025-03-03T21:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2025-03-04T14:30:00Z");

  @TempDir Path directory;
  private final TableOfBars bars =
      new TableOfBars()
          .with("AAPL", MONDAY, "100", "1000000")
          .with("AAPL", TUESDAY, "90", "1000000");
  private Database database;
  private PaperBroker broker;

  @BeforeEach
  void open() {
    database = Database.open(DatabaseUrl.file(directory, "paper"), Database.PAPER_MIGRATIONS);
    broker = new PaperBroker(database, PaperTerms.shipped(), bars, BrokerFaults.NONE, delay -> {});
  }

  @AfterEach
  void theLedgerAddsUp() {
    assertThat(new PaperLedger(database).verify()).isEmpty();
    database.close();
  }

  @Test
  void endsDayOrdersWithTheirDayAndLetsOthersGoOn() {
    broker.submit(resting("day", TimeInForce.DAY, null), MONDAY);
    broker.submit(resting("gtc", TimeInForce.GTC, null), MONDAY);

    broker.endDay(ACCOUNT, MONDAY_CLOSE);
    broker.advance(ACCOUNT, TUESDAY);

    assertThat(state("day")).isEqualTo(State.EXPIRED);
    assertThat(state("gtc")).isEqualTo(State.FILLED);
  }

  @Test
  void endsAnOrderWhoseTimeHasRunOutThoughNoBarComes() {
    broker.submit(resting("until", TimeInForce.GTC, MONDAY_CLOSE.minusSeconds(60)), MONDAY);

    broker.endDay(ACCOUNT, MONDAY_CLOSE);

    assertThat(state("until")).isEqualTo(State.EXPIRED);
  }

  @Test
  void endingADayAgainAfterTheNextHasOpenedEndsNothing() {
    broker.advance(ACCOUNT, TUESDAY);
    broker.submit(lower("tuesday"), TUESDAY);

    broker.endDay(ACCOUNT, MONDAY_CLOSE);

    assertThat(state("tuesday")).isEqualTo(State.WORKING);
  }

  @Test
  void knowsAfterARestartHowFarItHasGoneAndRejectsWhatIsForAnEarlierTime() {
    broker.advance(ACCOUNT, TUESDAY);
    database.close();
    open();

    assertThat(marketTime()).contains(TUESDAY);
    assertThat(broker.submit(buy("past", "AAPL", "10"), MONDAY))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LATE));
    assertThat(broker.advance(ACCOUNT, MONDAY)).isZero();
    assertThat(marketTime()).contains(TUESDAY);
  }

  private Optional<Instant> marketTime() {
    return database.transaction(handle -> PaperClock.find(handle, ACCOUNT));
  }

  @Test
  void movesTheTimeOfOneAccountOnly() {
    broker.submit(resting("ours", TimeInForce.GTC, null), MONDAY);
    broker.submit(Samples.of(resting("theirs", TimeInForce.GTC, null), "B", "momentum"), MONDAY);

    broker.advance(ACCOUNT, TUESDAY);

    assertThat(state("ours")).isEqualTo(State.FILLED);
    assertThat(state("theirs")).isEqualTo(State.WORKING);
  }

  private State state(String id) {
    return broker.lookup(id).orThrow().orElseThrow().state();
  }

  private static Order lower(String id) {
    return with(limit(id, "AAPL", Side.BUY, "10", "50"), TimeInForce.DAY, null);
  }

  private static Order resting(String id, TimeInForce timeInForce, @Nullable Instant expiresAt) {
    return with(limit(id, "AAPL", Side.BUY, "10", "95"), timeInForce, expiresAt);
  }

  private static Order with(Order order, TimeInForce timeInForce, @Nullable Instant expiresAt) {
    return new Order(
        order.clientOrderId(),
        order.intentId(),
        order.account(),
        order.strategy(),
        order.modelVersion(),
        order.venue(),
        order.symbol(),
        order.side(),
        order.type(),
        order.quantity(),
        order.limitPrice(),
        timeInForce,
        expiresAt,
        order.origin(),
        order.decidedAt(),
        order.sessionsOld(),
        order.replaces(),
        order.nonFinite());
  }
}
