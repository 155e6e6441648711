package dev.aurora.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.OrderType;
import dev.aurora.rules.fact.Origin;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionSide;
import dev.aurora.service.market.Bar;
import dev.aurora.service.run.OrderPlanner.Holding;
import dev.aurora.service.run.OrderPlanner.Line;
import dev.aurora.service.run.OrderPlanner.Terms;
import dev.aurora.workflows.order.OrderKey;
import dev.aurora.workflows.order.OrderKey.Leg;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPlannerTest {

  private static final LocalDate AS_OF = LocalDate.of(2013, 2, 27);
  private static final Instant BAR_TIME = Instant.parse("2013-02-27T00:00:00Z");
  private static final Instant DECIDED_AT = Instant.parse("2013-02-27T21:00:00Z");
  private static final int STOP_BP = 200;
  private static final int TAKE_BP = 500;
  private static final OrderPlanner PLANNER =
      new OrderPlanner(new Terms("A", "S", "XNYS", AS_OF, 2, DECIDED_AT, 1));

  @Test
  void turnsATargetIntoAMarketOrderOfTheDay() {
    assertThat(plan(buy("X", "100", Holding.NONE)))
        .containsExactly(order("X", Leg.OPEN, Side.BUY, "100"));
  }

  @ParameterizedTest(name = "target {0}, filled {1}, buys {2}, sells {3}")
  @CsvSource({
    "100, 0,   0,  0,   BUY,  OPEN,  100",
    "100, 40,  0,  0,   BUY,  OPEN,  60",
    "100, 40,  25, 0,   BUY,  OPEN,  35", // what works is counted as if it were filled
    "100, 40,  0,  10,  BUY,  OPEN,  70",
    "100, 120, 0,  0,   SELL, CLOSE, 20",
    "100, 90,  30, 0,   SELL, CLOSE, 20",
    "100, 150, 30, 60,  SELL, CLOSE, 20",
    "0,   100, 0,  0,   SELL, CLOSE, 100",
    "0,   100, 0,  30,  SELL, CLOSE, 70",
    "0,   -40, 0,  0,   BUY,  CLOSE, 40",
    "0,   0,   10, 0,   SELL, CLOSE, 10",
  })
  void ordersWhatIsMissingToTheTarget(
      String target,
      BigDecimal filled,
      BigDecimal buys,
      BigDecimal sells,
      Side side,
      Leg leg,
      String quantity) {
    Holding holding = new Holding(filled, buys, sells, BigDecimal.ZERO);
    assertThat(plan(buy("X", target, holding))).containsExactly(order("X", leg, side, quantity));
  }

  @ParameterizedTest
  @CsvSource({"100, 100, 0, 0", "100, 60, 40, 0", "100, 150, 0, 50", "0, 0, 0, 0", "0, 10, 0, 10"})
  void ordersNothingWhereTheTargetIsReachedOrOnItsWay(
      String target, BigDecimal filled, BigDecimal buys, BigDecimal sells) {
    assertThat(plan(buy("X", target, new Holding(filled, buys, sells, BigDecimal.ZERO)))).isEmpty();
  }

  @Test
  void flipsInTwoLegsOfWhichTheFirstOnlyCloses() {
    assertThat(plan(buy("X", "100", held("-30", "50"))))
        .containsExactly(
            order("X", Leg.CLOSE, Side.BUY, "30"), order("X", Leg.OPEN, Side.BUY, "100"));
  }

  @Test
  void leavesAPositionAloneWithoutATarget() {
    assertThat(plan(hold("X", held("50", "100"), bar("X", 99, 101)))).isEmpty();
  }

  @ParameterizedTest(name = "low {0}, high {1}")
  @CsvSource({
    "98.01, 104.99, false",
    "98,    104.99, true", // exactly the stop: 2 % below 100
    "97.99, 100,    true",
    "98.01, 105,    true", // exactly the take: 5 % above 100
    "98.01, 105.01, true",
  })
  void closesWhenTheBarTouchedStopOrTake(double low, double high, boolean closes) {
    List<Order> orders = plan(hold("X", held("50", "100"), bar("X", low, high)));

    assertThat(orders)
        .isEqualTo(closes ? List.of(order("X", Leg.CLOSE, Side.SELL, "50")) : List.of());
  }

  @Test
  void closesAtAStopWhateverTheModelWants() {
    Line line =
        new Line(
            decision("X", DecisionSide.BUY, new BigDecimal("200")),
            held("50", "100"),
            bar("X", 90, 101));

    assertThat(plan(line)).containsExactly(order("X", Leg.CLOSE, Side.SELL, "50"));
  }

  @Test
  void countsWhatWorksWhenAStopIsTouched() {
    Holding holding = new Holding(dec("50"), dec("10"), dec("20"), dec("100"));

    assertThat(plan(hold("X", holding, bar("X", 90, 101))))
        .containsExactly(order("X", Leg.CLOSE, Side.SELL, "40"));
  }

  @Test
  void knowsNoStopWithoutABarAPositionOrItsPrice() {
    Bar crash = bar("X", 1, 1000);

    assertThat(plan(hold("X", held("50", "100"), null))).isEmpty();
    assertThat(plan(hold("X", Holding.NONE, crash))).isEmpty();
    assertThat(plan(hold("X", held("-50", "100"), crash))).isEmpty();
    assertThat(plan(hold("X", held("50", "0"), crash))).isEmpty();
  }

  @Test
  void putsWhatReducesFirstAndElseKeepsTheOrderOfTheDecisions() {
    assertThat(
            plan(
                buy("A", "10", Holding.NONE),
                buy("B", "0", held("20", "1")),
                buy("C", "30", held("-5", "1")),
                buy("D", "5", held("9", "1"))))
        .extracting(order -> order.symbol() + " " + order.side() + " " + order.quantity())
        .containsExactly("B SELL 20", "C BUY 5", "D SELL 4", "A BUY 10", "C BUY 30");
  }

  @Test
  void givesTheSameOrdersTheSameIdsAndAnotherAttemptOthers() {
    List<Line> lines = List.of(buy("X", "100", Holding.NONE));
    OrderPlanner again = new OrderPlanner(new Terms("A", "S", "XNYS", AS_OF, 2, DECIDED_AT, 1));
    OrderPlanner third = new OrderPlanner(new Terms("A", "S", "XNYS", AS_OF, 3, DECIDED_AT, 1));

    assertThat(again.plan(lines)).isEqualTo(PLANNER.plan(lines));
    assertThat(third.plan(lines).get(0).clientOrderId())
        .isNotEqualTo(PLANNER.plan(lines).get(0).clientOrderId());
  }

  private static List<Order> plan(Line... lines) {
    return PLANNER.plan(List.of(lines));
  }

  private static Order order(String symbol, Leg leg, Side side, String quantity) {
    OrderKey key = new OrderKey("A", "S", AS_OF, symbol, leg, 2);
    return new Order(
        key.clientOrderId(),
        key.intentId(),
        "A",
        "S",
        "m-1",
        "XNYS",
        symbol,
        side,
        OrderType.MARKET,
        dec(quantity),
        null,
        TimeInForce.DAY,
        null,
        Origin.STRATEGY,
        DECIDED_AT,
        1,
        null,
        false);
  }

  private static Line buy(String symbol, String target, Holding holding) {
    return new Line(decision(symbol, DecisionSide.BUY, dec(target)), holding, null);
  }

  private static Line hold(String symbol, Holding holding, @Nullable Bar bar) {
    return new Line(decision(symbol, DecisionSide.HOLD, null), holding, bar);
  }

  private static Decision decision(
      String symbol, DecisionSide side, @Nullable BigDecimal quantity) {
    return new Decision(
        symbol, 1f, 0.5f, side, quantity, STOP_BP, TAKE_BP, List.of(), BAR_TIME, "m-1", dec("100"));
  }

  private static Holding held(String quantity, String averagePrice) {
    return new Holding(dec(quantity), BigDecimal.ZERO, BigDecimal.ZERO, dec(averagePrice));
  }

  private static Bar bar(String symbol, double low, double high) {
    return new Bar(symbol, BAR_TIME, 100, high, low, 100, 1);
  }

  private static BigDecimal dec(String number) {
    return new BigDecimal(number);
  }
}
