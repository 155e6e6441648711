package dev.aurora.service.session;

import static dev.aurora.service.session.SessionWorld.ACCOUNT;
import static dev.aurora.service.session.SessionWorld.dividend;
import static dev.aurora.service.session.SessionWorld.known;
import static dev.aurora.service.session.SessionWorld.merger;
import static dev.aurora.service.session.SessionWorld.open;
import static dev.aurora.service.session.SessionWorld.resting;
import static dev.aurora.service.session.SessionWorld.split;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.journal.account.Position;
import dev.aurora.service.journal.book.Breaks;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.journal.order.FillResult;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.market.ActionTerms;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.reconcile.ReconciliationDesk;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dividends, mergers, fractions and what can't be booked; expected numbers worked out by hand. */
class CorporateActionsOnBooksTest {

  /** Closes of AAPL on 2004-03-01 and 02: 24.02 and 23.81. */
  private static final String BEFORE = "2004-03-02";

  private static final String EX = "2004-03-03";
  private static final String AFTER = "2004-03-04";

  @TempDir Path directory;
  private SessionWorld world;

  @AfterEach
  void close() {
    assertThat(world.ledger.verify()).isEmpty();
    world.close();
  }

  private void start(CorporateAction... actions) {
    start(known(actions));
  }

  private void start(CorporateActions actions) {
    world = new SessionWorld(directory, actions);
    world.rollTo(BEFORE);
  }

  /** The same books and ledger under another file of actions. */
  private void startAgain(CorporateAction... actions) {
    world.close();
    world = new SessionWorld(directory, known(actions));
  }

  private void trade(String date, Order order) {
    assertThat(world.trade(FakeEngine.approving(), date, order).verdict().approved()).isTrue();
  }

  private void assertClean() {
    assertThat(world.desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
    assertThat(world.books.control.history()).isEmpty();
  }

  private BigDecimal cash() {
    return world.books.queries.cash(ACCOUNT).orElseThrow();
  }

  @Test
  void paysADividendToTheHolderAndMovesNeitherEquityNorPeak() {
    start(dividend("AAPL", EX, "0.50"));
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));
    BigDecimal cashBefore = cash();
    OrderFacts before = world.facts(EX, "AAPL");
    BigDecimal pnlBefore = world.pnl(EX).total();

    world.rollTo(EX);

    OrderFacts after = world.facts(EX, "AAPL");
    assertThat(cash()).isEqualByComparingTo(cashBefore.add(new BigDecimal("50")));
    assertThat(after.quote().last())
        .isEqualByComparingTo(before.quote().last().subtract(new BigDecimal("0.50")));
    assertThat(after.account().equity()).isEqualByComparingTo(before.account().equity());
    assertThat(after.account().equityAtOpen()).isEqualByComparingTo(before.account().equity());
    assertThat(after.account().equityPeak()).isEqualByComparingTo(before.account().equityPeak());
    assertThat(world.pnl(EX).total()).isEqualByComparingTo(pnlBefore);
    assertThat(after.session().corporateActionPending()).as("a plain dividend").isFalse();
    assertClean();
  }

  @Test
  void takesADividendFromTheShort() {
    start(dividend("AAPL", EX, "0.50"));
    trade(BEFORE, Samples.sell("short", "AAPL", "100"));
    BigDecimal cashBefore = cash();

    world.rollTo(EX);

    assertThat(cash()).isEqualByComparingTo(cashBefore.subtract(new BigDecimal("50")));
    assertClean();
  }

  @Test
  void paysNothingToWhoBoughtOnTheExDate() {
    start(dividend("AAPL", EX, "0.50"));
    world.rollTo(EX);
    trade(EX, Samples.buy("late", "AAPL", "100"));
    BigDecimal cashBefore = cash();

    world.rollTo(AFTER);

    assertThat(cash()).isEqualTo(cashBefore);
    assertClean();
  }

  @Test
  void paysTheFractionOfAReverseSplitInCash() {
    start(split("AAPL", EX, "0.1"));
    trade(BEFORE, Samples.buy("held", "AAPL", "105"));
    trade(BEFORE, resting("some", Side.BUY, "51", "1.01", TimeInForce.GTC));
    trade(BEFORE, resting("few", Side.BUY, "5", "1", TimeInForce.GTC));
    BigDecimal cashBefore = cash();
    BigDecimal reference =
        world.market.closes(LocalDate.parse(BEFORE), List.of("AAPL")).get("AAPL");

    world.rollTo(EX);

    assertThat(world.held("AAPL").quantity()).isEqualTo("10");
    assertThat(cash())
        .as("half a share at ten times the close")
        .isEqualByComparingTo(
            cashBefore.add(reference.multiply(BigDecimal.TEN).multiply(new BigDecimal("0.5"))));
    assertThat(world.row("some").subList(0, 3))
        .isEqualTo(List.of(new BigDecimal("5"), new BigDecimal("5"), new BigDecimal("10.1")));
    assertThat(world.order("few").state()).isEqualTo(OrderState.CANCELLED);
    assertThat(world.order("few").stateReason())
        .isEqualTo("corporate-action: AAPL/2004-03-03/SPLIT: less than a lot is left");
    assertThat(world.facts(EX, "AAPL").account().equity())
        .isEqualByComparingTo(cashBefore.add(reference.multiply(new BigDecimal("105"))));
    assertClean();
  }

  @Test
  void leadsAMergerIntoTheOtherSymbolAndEndsTheOrdersOfTheVanishedOne() {
    world = new SessionWorld(directory, known(merger("FB", "2012-06-20", "0.125", "GOOG", "5")));
    world.rollTo("2012-06-19");
    trade("2012-06-19", Samples.buy("fb", "FB", "100"));
    trade("2012-06-19", Samples.buy("goog", "GOOG", "10"));
    trade(
        "2012-06-19",
        Samples.order(
            "rest",
            "intent-rest",
            "FB",
            Side.BUY,
            OrderType.LIMIT,
            "10",
            new BigDecimal("1"),
            null));
    Position fb = world.held("FB");
    Position goog = world.held("GOOG");
    BigDecimal cashBefore = cash();
    LocalDate last = LocalDate.parse("2012-06-19");
    BigDecimal reference = world.market.closes(last, List.of("GOOG")).get("GOOG");

    world.rollTo("2012-06-20");

    // 12.5 of GOOG: 12 are held, half of one is paid; what the FB cost, less 5, is spread on them.
    BigDecimal basis =
        fb.averagePrice().subtract(new BigDecimal("5")).multiply(new BigDecimal("8"));
    BigDecimal cost =
        goog.averagePrice().multiply(BigDecimal.TEN).add(basis.multiply(new BigDecimal("12")));
    assertThat(world.held("FB")).isEqualTo(Position.FLAT);
    assertThat(world.held("GOOG").quantity()).isEqualTo("22");
    assertThat(world.held("GOOG").averagePrice())
        .isCloseTo(
            cost.divide(new BigDecimal("22"), 12, RoundingMode.HALF_EVEN),
            Offset.offset(new BigDecimal("0.000000001")));
    assertThat(world.ledger.positions(ACCOUNT).get("GOOG")).isEqualTo(world.held("GOOG"));
    assertThat(cash())
        .isEqualByComparingTo(
            cashBefore.add(new BigDecimal("500")).add(reference.multiply(new BigDecimal("0.5"))));
    assertThat(world.order("rest").state()).isIn(OrderState.CANCELLED, OrderState.EXPIRED);
    assertClean();
  }

  @Test
  void paysACashMergerOutAndRealisesIt() {
    start(merger("AAPL", EX, "0", null, "30"));
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));
    BigDecimal average = world.held("AAPL").averagePrice();
    BigDecimal cashBefore = cash();

    world.rollTo(EX);

    assertThat(world.held("AAPL")).isEqualTo(Position.FLAT);
    assertThat(cash()).isEqualByComparingTo(cashBefore.add(new BigDecimal("3000")));
    assertThat(world.books.queries.positions(ACCOUNT).getFirst().realisedPnl())
        .isEqualByComparingTo(new BigDecimal("3000").subtract(average.movePointRight(2)));
    assertClean();
  }

  @Test
  void refusesASecondDefinitionOfWhatIsBookedAndHoldsTheSymbolBack() {
    start(split("AAPL", EX, "2"));
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));
    world.rollTo(EX);
    BigDecimal equity = world.facts(EX, "AAPL").account().equity();
    startAgain(split("AAPL", EX, "3"));

    SessionRoll.Rolled rolled = world.rollTo(AFTER);

    assertThat(rolled.refused())
        .anyMatch(why -> why.contains("it contradicts AAPL/2004-03-03/SPLIT"))
        .anyMatch(why -> why.contains("the broker refuses"));
    assertThat(world.held("AAPL").quantity()).isEqualTo("200");
    assertThat(world.books.accounts.openBreaks(ACCOUNT))
        .containsExactly("action/PAPER-1/AAPL/2004-03-03/SPLIT");
    assertThat(world.facts(AFTER, "AAPL").session().corporateActionPending()).isTrue();
    assertThat(world.facts(EX, "AAPL").account().equity())
        .as("valued in the terms that the books are in")
        .isCloseTo(equity, Offset.offset(new BigDecimal("0.000001")));
  }

  @Test
  void booksNoneOfTwoDefinitions() {
    start(split("AAPL", EX, "2"), split("AAPL", EX, "3"));
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));

    SessionRoll.Rolled rolled = world.rollTo(EX);

    assertThat(rolled.actions()).isZero();
    assertThat(rolled.refused()).hasSize(2);
    assertThat(world.held("AAPL").quantity()).isEqualTo("100");
    assertThat(world.broker.positions(ACCOUNT).orThrow()).containsEntry("AAPL", n("100"));
    assertThat(world.facts(EX, "AAPL").session().corporateActionPending()).isTrue();
  }

  @Test
  void booksAnActionThatBecameKnownLateWhenNothingWasTradedSince() {
    start();
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));
    world.rollTo(EX);
    startAgain(split("AAPL", EX, "2"));
    assertThat(world.facts(EX, "AAPL").session().corporateActionPending()).isTrue();

    world.rollTo(AFTER);

    assertThat(world.held("AAPL").quantity()).isEqualTo("200");
    assertThat(world.facts(AFTER, "AAPL").session().corporateActionPending()).isFalse();
    assertClean();
  }

  @Test
  void refusesALateSplitWhenTradesSinceAreInItsTermsAlready() {
    start();
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));
    world.rollTo(EX);
    trade(EX, Samples.buy("since", "AAPL", "10"));
    startAgain(split("AAPL", EX, "2"));

    SessionRoll.Rolled rolled = world.rollTo(AFTER);

    assertThat(rolled.refused()).isNotEmpty().allMatch(why -> why.contains("AAPL/2004-03-03"));
    assertThat(world.held("AAPL").quantity()).isEqualTo("110");
    assertThat(world.facts(AFTER, "AAPL").session().corporateActionPending()).isTrue();
  }

  @Test
  void anActionThatOnlyTheBrokerBookedIsABreakAndAKill() {
    CorporateAction split = split("AAPL", EX, "2");
    start();
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));

    assertThat(world.broker.book(ACCOUNT, split, terms(), open(EX))).isEmpty();
    world.desk.reconcileAll();

    assertThat(world.books.accounts.openBreaks(ACCOUNT)).containsExactly("PAPER-1/POSITION/AAPL");
    assertThat(world.books.control.history()).isNotEmpty();
  }

  @Test
  void anActionThatOnlyTheBooksHaveIsABreakAndAKill() {
    start();
    trade(BEFORE, Samples.buy("held", "AAPL", "100"));

    world.booking.book(ACCOUNT, dividend("AAPL", EX, "1"), terms(), open(EX));
    world.booking.book(ACCOUNT, split("AAPL", EX, "2"), terms(), open(EX));
    world.desk.reconcileAll();

    assertThat(world.books.accounts.openBreaks(ACCOUNT))
        .containsExactly("PAPER-1/CASH/cash", "PAPER-1/POSITION/AAPL");
    assertThat(world.books.control.history()).isNotEmpty();
  }

  @Test
  void aFillFromBeforeTheSplitThatIsToldAfterItCountsInNewShares() {
    start(split("AAPL", EX, "2"));
    trade(BEFORE, resting("low", Side.BUY, "50", "10", TimeInForce.GTC));
    world.rollTo(EX);

    FillResult told = world.books.journal.bookFill(fill("low", "20", "9.5", open(BEFORE)));

    assertThat(told).isInstanceOf(FillResult.Booked.class);
    assertThat(world.held("AAPL")).isEqualTo(new Position(n("40"), n("4.75")));
    assertThat(world.order("low").leaves()).isEqualTo("60");
    assertThat(world.order("low").fillAnomaly()).isFalse();
  }

  @Test
  void aFillOfAnOrderThatHadExpiredIsBookedAndDeniesOpenersUntilSomebodyClosesTheBreak() {
    start();
    trade(BEFORE, resting("today", Side.BUY, "50", "10", TimeInForce.DAY));
    world.rollTo(EX);
    assertThat(world.order("today").state()).isEqualTo(OrderState.EXPIRED);

    world.books.journal.bookFill(fill("today", "50", "9.5", open(BEFORE)));

    assertThat(world.held("AAPL").quantity()).isEqualTo("50");
    assertThat(world.order("today").fillAnomaly()).isTrue();
    assertThat(new Breaks(world.books.database, world.books.clock).open())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo("LATE_FILL");
              assertThat(found.detail()).startsWith("fill of today: it was EXPIRED in the books");
            });
    assertThat(world.facts(EX, "AAPL").account().openBreaks()).isOne();

    assertThat(world.books.accounts.closeBreak("late-fill/PAPER/x-today", "seen by ann")).isTrue();
    assertThat(new Breaks(world.books.database, world.books.clock).open()).isEmpty();
  }

  private static Fill fill(String order, String quantity, String price, Instant at) {
    return new Fill(
        "PAPER", "x-" + order, order, "AAPL", Side.BUY, n(quantity), n(price), BigDecimal.ZERO, at);
  }

  private ActionTerms terms() {
    return world.market.actionTerms("AAPL", LocalDate.parse(EX)).orElseThrow();
  }

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }
}
