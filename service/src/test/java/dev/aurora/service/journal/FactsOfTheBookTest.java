package dev.aurora.service.journal;

import static dev.aurora.service.journal.testing.Samples.buy;
import static dev.aurora.service.journal.testing.Samples.limit;
import static dev.aurora.service.journal.testing.Samples.sell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.AccountState;
import dev.aurora.rules.fact.Activity;
import dev.aurora.rules.fact.ControlState;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.PositionState;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.journal.control.ControlScope;
import dev.aurora.service.journal.control.Latch;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AAPL stands at 100 after 90, MSFT at 200 after 210; the account opened with 100 000. */
class FactsOfTheBookTest {

  private static final Instant NOW = Samples.NOW;

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
  void describesAnEmptyBookInFull() {
    Order order = buy("o-1", "AAPL", "10");
    MarketView market = Samples.marketAt(NOW);

    OrderFacts facts = books.factsOf(order);

    assertThat(facts)
        .isEqualTo(
            new OrderFacts(
                "o-1",
                NOW,
                order,
                market.of("AAPL").instrument(),
                market.of("AAPL").quote(),
                market.of("AAPL").session(),
                new AccountState(
                    "USD",
                    n("100000"),
                    n("100000"),
                    n("100000"),
                    n("100000"),
                    n("100000"),
                    n("0"),
                    n("0"),
                    Map.of("TECH", n("0")),
                    n("0"),
                    0L,
                    0L,
                    null),
                new PositionState(n("0"), n("0"), n("0"), n("0"), 0L, 0L, null, null, null),
                new Activity(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L),
                new ControlState(
                    TradingState.ACTIVE,
                    false,
                    false,
                    true,
                    true,
                    true,
                    GateLevel.L0,
                    GateLevel.NONE,
                    true,
                    TradingMode.PAPER,
                    Stage.WEEK_TWO,
                    null)));
  }

  @Test
  void aReplacementIsLookedAtInThePlaceOfWhatItReplaces() {
    books.check(FakeEngine.approving(), limit("old", "AAPL", Side.BUY, "10", "100"));
    Order instead =
        Samples.order("new", "i-new", "AAPL", Side.BUY, OrderType.LIMIT, "12", n("100"), "old");

    assertThat(books.factsOf(instead).position())
        .isEqualTo(new PositionState(n("0"), n("0"), n("0"), n("0"), 0L, 0L, null, null, null));
  }

  @Test
  void whatIsReplacedKeepsItsRoomAgainstEveryOtherOrderUntilItHasEnded() {
    books.check(FakeEngine.approving(), limit("old", "AAPL", Side.BUY, "10", "100"));
    books.check(
        FakeEngine.approving(),
        Samples.order("new", "i-new", "AAPL", Side.BUY, OrderType.LIMIT, "12", n("100"), "old"));

    assertThat(books.factsOf(buy("o-1", "AAPL", "1")).position())
        .isEqualTo(
            new PositionState(n("0"), n("0"), n("22"), n("0"), 2L, 0L, null, n("100"), null));
  }

  @Test
  void anOrderOfTheOtherSideIsNoReplacementAndBothCount() {
    books.trade(buy("held", "AAPL", "100"), "80");
    books.check(FakeEngine.approving(), limit("old", "AAPL", Side.BUY, "10", "90"));
    Order other =
        Samples.order("new", "i-new", "AAPL", Side.SELL, OrderType.LIMIT, "5", n("110"), "old");

    assertThat(books.factsOf(other).position().workingBuy()).isEqualByComparingTo("10");
  }

  @Test
  void valuesHoldingsAtTheirMarksAndWorkingOrdersAtTheirWorst() {
    books.trade(buy("held", "AAPL", "100"), "80");
    books.check(FakeEngine.approving(), buy("working-buy", "AAPL", "10"));
    books.check(FakeEngine.approving(), sell("working-sell", "AAPL", "30"));
    books.check(FakeEngine.approving(), limit("other", "MSFT", Side.BUY, "5", "190"));

    AccountState account = books.factsOf(buy("o-1", "AAPL", "1")).account();

    assertThat(account)
        .isEqualTo(
            new AccountState(
                "USD",
                // 100 000 - 8 000.
                n("92000"),
                // Less 10 x 101 and 5 x 190; the reducer holds nothing and replenishes nothing.
                n("90040"),
                // 92 000 + 100 x 100.
                n("102000"),
                // At the open there was cash alone: the fill of this session is taken back out.
                n("100000"),
                n("102000"),
                // AAPL: worst long 10 000 + 1 010, worst short 10 000 - 3 000; MSFT: 950.
                n("11960"),
                n("11960"),
                Map.of("TECH", n("11960")),
                // 10 100 + 1 010 + 3 000 + 950.
                n("15060"),
                4L,
                0L,
                null));
    assertThat(books.factsOf(sell("o-2", "AAPL", "1")).account().netExposure())
        .as("a sell sees the worst short: 10 000 - 3 000, and nothing of MSFT")
        .isEqualTo("7000");
  }

  @Test
  void describesThePositionWithItsWorkingOrders() {
    books.trade(buy("held", "AAPL", "100"), "80");
    books.trade(sell("exit", "AAPL", "40"), "85", "0", NOW.minusSeconds(30));
    books.check(FakeEngine.approving(), limit("b-1", "AAPL", Side.BUY, "10", "98"));
    books.check(FakeEngine.approving(), limit("b-2", "AAPL", Side.BUY, "20", "99"));
    books.check(FakeEngine.approving(), limit("s-1", "AAPL", Side.SELL, "5", "103"));

    assertThat(books.factsOf(buy("o-1", "AAPL", "1")).position())
        .isEqualTo(
            new PositionState(
                n("60"),
                n("80"),
                n("30"),
                n("5"),
                2L,
                1L,
                NOW.minusSeconds(30),
                n("99"),
                n("103")));
  }

  @Test
  void keepsRoomTakenByAnOrderOfUnknownOutcomeAndFreesThatOfDeadOnes() {
    StateReason reason = new StateReason("TEST", "said so");
    for (String id : new String[] {"unknown", "rejected", "blocked", "expired", "cancelled"}) {
      books.check(FakeEngine.approving(), buy(id, "AAPL", "10"));
      books.journal.beginSend(id, NOW);
    }
    books.journal.unknown("unknown", reason, NOW);
    books.journal.reject("rejected", reason, NOW);
    books.journal.block("blocked", reason, NOW);
    books.journal.expire("expired", reason, NOW);
    books.journal.cancelled("cancelled", reason, NOW);

    OrderFacts facts = books.factsOf(buy("o-1", "AAPL", "1"));

    assertThat(facts.position().workingBuy()).isEqualTo("10");
    assertThat(facts.account().grossExposure()).isEqualTo("1010");
    // Blocked and expired before the broker had them: they entered nothing.
    assertThat(facts.account().valueEntered()).isEqualTo("3030");
    assertThat(facts.account().ordersToday()).isEqualTo(3);
    assertThat(facts.activity().brokerRejectsWindow()).isEqualTo(1);
  }

  @Test
  void leavesMissingWhatItCannotValue() {
    books.trade(buy("held", "MSFT", "10"), "200");
    MarketView withoutMsft =
        new MarketView(NOW, Samples.SESSION_OPEN, Map.of("AAPL", Samples.at("AAPL", "100", "90")));

    AccountState account = books.factsOf(withoutMsft, buy("o-1", "AAPL", "1")).account();

    assertThat(account)
        .isEqualTo(
            new AccountState(
                "USD",
                n("98000"),
                null,
                null,
                n("100000"),
                n("100000"),
                null,
                null,
                null,
                n("2020"),
                1L,
                0L,
                null));
  }

  @Test
  void countsRatesInTheOrdersOwnBucketWithinHalfOpenWindows() {
    books.trade(buy("held", "AAPL", "100"), "100", "0", NOW.minusSeconds(600));
    // One second before now is out, a microsecond later is in.
    books.check(FakeEngine.approving(), at(NOW.minusSeconds(1)), buy("out", "AAPL", "1"));
    books.check(
        FakeEngine.approving(), at(NOW.minusMillis(1000).plusNanos(1000)), buy("in", "AAPL", "2"));
    books.check(FakeEngine.approving(), at(NOW), buy("other-symbol", "MSFT", "3"));
    books.check(FakeEngine.approving(), at(NOW), sell("reducer", "AAPL", "4"));
    books.check(FakeEngine.denying("any"), at(NOW), buy("denied", "AAPL", "5"));

    assertThat(books.factsOf(buy("o-1", "AAPL", "6")).activity())
        .as("opener: 'held' was checked at now as well")
        .isEqualTo(new Activity(3L, 3L, 2L, 3L, 5L, 1L, 0L, 1L, 0L, 1L, 0L));
    assertThat(books.factsOf(sell("o-2", "AAPL", "6")).activity())
        .as("reducer")
        .isEqualTo(new Activity(1L, 1L, 1L, 1L, 5L, 1L, 0L, 1L, 0L, 2L, 0L));
  }

  @Test
  void countsIdenticalOrdersButNotThoseThatNeverEntered() {
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));
    books.check(FakeEngine.approving(), buy("o-2", "AAPL", "10"));
    books.check(FakeEngine.denying("any"), buy("o-3", "AAPL", "10"));
    books.journal.block("o-2", new StateReason("KILL", "test"), NOW);

    assertThat(books.factsOf(buy("o-4", "AAPL", "10.0")).activity().identicalOrders()).isEqualTo(1);
    assertThat(books.factsOf(buy("o-5", "AAPL", "11")).activity().identicalOrders()).isZero();
    assertThat(books.factsOf(sell("o-6", "AAPL", "10")).activity().identicalOrders()).isZero();
  }

  @Test
  void countsCancelsAsMessages() {
    books.check(FakeEngine.approving(), buy("o-1", "AAPL", "10"));
    books.journal.requestCancel("o-1", new StateReason("cancelled", "by olga"), NOW);
    books.journal.requestCancel("o-1", new StateReason("cancelled", "by olga"), NOW);

    Activity activity = books.factsOf(buy("o-2", "AAPL", "10")).activity();

    assertThat(activity.messagesWindow()).isEqualTo(2);
    assertThat(activity.messagesSession()).isEqualTo(2);
    assertThat(activity.submitsAccount()).isEqualTo(1);
  }

  @Test
  void startsTheDayAgainAtTheSessionsOpen() {
    books.trade(buy("yesterday", "AAPL", "10"), "100");
    Instant nextOpen = Samples.SESSION_OPEN.plus(Duration.ofDays(1));
    MarketView next =
        new MarketView(nextOpen, nextOpen, Map.of("AAPL", Samples.at("AAPL", "120", "110")));

    OrderFacts facts = books.factsOf(next, buy("o-1", "AAPL", "1"));

    assertThat(facts.account().valueEntered()).isEqualTo("0");
    assertThat(facts.account().ordersToday()).isZero();
    assertThat(facts.activity().executionsSession()).isZero();
    // 99 000 of cash and 10 units at the previous close of 110.
    assertThat(facts.account().equityAtOpen()).isEqualTo("100100");
    assertThat(facts.account().equity()).isEqualTo("100200");
  }

  @Test
  void takesTheOpeningMarkOfAnOlderBarFromItsLastPrice() {
    books.trade(buy("yesterday", "AAPL", "10"), "100");
    Instant nextOpen = Samples.SESSION_OPEN.plus(Duration.ofDays(1));
    SymbolMarket aapl = Samples.at("AAPL", "0", "0");
    Quote bar = new Quote(null, null, n("115"), n("90"), NOW, QuoteSource.BAR, 1);
    MarketView next =
        new MarketView(
            nextOpen,
            nextOpen,
            Map.of("AAPL", new SymbolMarket(aapl.instrument(), bar, aapl.session())));

    AccountState account = books.factsOf(next, buy("o-1", "AAPL", "1")).account();

    assertThat(account.equityAtOpen()).isEqualTo("100150");
  }

  @Test
  void keepsThePeakAndShiftsItWithCashFlows() {
    books.trade(buy("held", "AAPL", "100"), "80");
    assertThat(books.factsOf(buy("o-1", "AAPL", "1")).account().equityPeak()).isEqualTo("102000");

    books.accounts.recordCashFlow(Samples.ACCOUNT, "in-1", n("5000"), NOW);
    books.accounts.recordCashFlow(Samples.ACCOUNT, "in-1", n("5000"), NOW);
    MarketView fallen =
        new MarketView(NOW, Samples.SESSION_OPEN, Map.of("AAPL", Samples.at("AAPL", "50", "90")));
    AccountState account = books.factsOf(fallen, buy("o-2", "AAPL", "1")).account();

    assertThat(account.equity()).isEqualTo("102000");
    assertThat(account.equityPeak()).isEqualTo("107000");
    assertThat(account.equityAtOpen()).isEqualTo("105000");
  }

  @Test
  void countsLosingExitsFromTheNewestBackUntilTheLockHasPassed() {
    books.trade(buy("entry", "AAPL", "100"), "100", "0", NOW.minus(Duration.ofHours(30)));
    loseAt("l-1", NOW.minus(Duration.ofHours(27)));
    loseAt("l-2", NOW.minus(Duration.ofHours(20)));
    loseAt("l-3", NOW.minus(Duration.ofHours(4)).plusMillis(1));
    books.trade(sell("won", "AAPL", "10"), "101", "0", NOW.minusSeconds(60));
    books.trade(sell("costs", "AAPL", "10"), "100.01", "1", NOW.minusSeconds(60));

    // l-1 lies more than 24 h before the newest loss, which is 'costs'.
    assertThat(losingExits(NOW)).isEqualTo(3);
    assertThat(losingExits(NOW.minusSeconds(61))).as("l-3 locks, l-1 and l-2 count").isEqualTo(3);
    assertThat(losingExits(NOW.plus(Duration.ofHours(4)))).as("the lock has passed").isZero();
  }

  @Test
  void countsUnattendedEntriesUntilAPersonLooks() {
    books.trade(buy("o-1", "AAPL", "10"), "100", "0", NOW.minusSeconds(20));
    books.trade(buy("o-2", "AAPL", "10"), "100", "0", NOW.minusSeconds(10));
    assertThat(books.factsOf(buy("o-3", "AAPL", "1")).activity().entriesWithoutPerson())
        .isEqualTo(2);

    books.accounts.reenable(
        Samples.ACCOUNT, Samples.STRATEGY, "ann", "looked at", NOW.minusSeconds(15));

    assertThat(books.factsOf(buy("o-4", "AAPL", "1")).activity().entriesWithoutPerson())
        .isEqualTo(1);
    assertThat(books.factsOf(buy("o-5", "MSFT", "1")).activity().entriesWithoutPerson()).isZero();
  }

  @Test
  void countsOpenBreaksOfTheAccountAndOfTheSymbol() {
    books.accounts.openBreak("b-1", Samples.ACCOUNT, null, "CASH", "differs");
    books.accounts.openBreak("b-2", Samples.ACCOUNT, "AAPL", "POSITION", "differs");
    books.accounts.openBreak("b-3", Samples.ACCOUNT, "MSFT", "POSITION", "differs");
    books.accounts.openBreak("b-4", Samples.ACCOUNT, "AAPL", "POSITION", "differs");
    books.accounts.closeBreak("b-4", "corrected");

    assertThat(books.factsOf(buy("o-1", "AAPL", "1")).account().openBreaks()).isEqualTo(2);
  }

  @Test
  void showsTheTighterOfProcessAndStoredControlState() {
    books.control.engage(
        new Latch(
            "k-1",
            ControlScope.parse("strategy:momentum").orElseThrow(),
            KillLevel.REDUCE_ONLY,
            Latch.Kind.LATCH,
            Latch.Source.OPERATOR,
            "ann",
            "a test",
            NOW));

    Order ours = buy("o-1", "AAPL", "1");
    Order theirs = Samples.of(buy("o-2", "AAPL", "1"), Samples.ACCOUNT, "other");

    assertThat(books.factsOf(ours).control().tradingState()).isEqualTo(TradingState.REDUCE_ONLY);
    assertThat(books.factsOf(theirs).control().tradingState()).isEqualTo(TradingState.ACTIVE);
  }

  @Test
  void readsTheSameBookAfterARestart() {
    books.trade(buy("held", "AAPL", "100"), "80");
    books.check(FakeEngine.approving(), limit("working", "AAPL", Side.BUY, "10", "98"));
    books.check(FakeEngine.denying("any"), buy("denied", "AAPL", "3"));
    OrderFacts before = books.factsOf(buy("o-1", "AAPL", "1"));
    books.close();

    books = new JournalFixture(directory);
    OrderFacts after = books.factsOf(buy("o-2", "AAPL", "1"));

    assertThat(after.account()).isEqualTo(before.account());
    assertThat(after.position()).isEqualTo(before.position());
    assertThat(after.control()).isEqualTo(before.control());
    assertThat(after.activity().denialsWindow()).isEqualTo(before.activity().denialsWindow() + 1);
  }

  private void loseAt(String id, Instant at) {
    books.trade(sell(id, "AAPL", "10"), "99", "0", at);
  }

  private long losingExits(Instant now) {
    MarketView market = new MarketView(now, now, Samples.marketAt(NOW).symbols());
    return books.factsOf(market, buy("look-" + now, "AAPL", "1")).activity().losingExits();
  }

  private static MarketView at(Instant now) {
    return Samples.marketAt(now);
  }

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }
}
