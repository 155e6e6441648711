package dev.aurora.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.LoadResult;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.engine.RuleSetLoader;
import dev.aurora.rules.engine.TreePolicyEngine;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.PositionState;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.testing.RandomFacts;
import dev.aurora.rules.testing.SampleFacts;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What holds for every order under the shipped policy. Repeat a run with {@code
 * -Daurora.seed=<seed>}.
 */
class PolicyPropertiesTest {

  private static final long SEED = Long.getLong("aurora.seed", 20_250_305L);
  private static final int ORDERS = 4_000;
  private static final int POSITIONS = 300;
  private static final int ORDERS_TO_BE_OUT_MAX = 40;
  private static final BigDecimal QUANTITY_MAX = new BigDecimal("2000");

  private static PolicyEngine engine;

  @BeforeAll
  static void readPolicy() {
    System.out.println("aurora.seed=" + SEED);
    LoadResult result = RuleSetLoader.shipped().load(Path.of("policy"));
    assertThat(result).as(() -> result.problems().toString()).isInstanceOf(LoadResult.Loaded.class);
    engine = new TreePolicyEngine(((LoadResult.Loaded) result).ruleSet(), EngineSettings.untimed());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void neverRaisesTheWorstPositionWhileOnlyReducersMayPass() {
    Random random = new Random(SEED);
    int approved = 0;
    for (int i = 0; i < ORDERS; i++) {
      OrderFacts facts = reduceOnly(random);
      if (engine.evaluate(facts).approved()) {
        approved++;
        assertThat(worst(facts.position(), facts.order().side(), facts.order().quantity()))
            .as("seed %d, order %d: %s", SEED, i, facts)
            .isLessThanOrEqualTo(worst(facts.position(), Side.BUY, BigDecimal.ZERO));
      }
    }
    assertThat(approved).as("approved orders, or nothing was held").isGreaterThan(ORDERS / 20);
  }

  @Test
  void approvesNothingThatRaisesItAtTheBoundariesEither() {
    RandomFacts random = new RandomFacts(SEED);
    for (int i = 0; i < ORDERS; i++) {
      OrderFacts facts = random.complete();
      boolean reduceOnly = facts.control().tradingState().name().equals("REDUCE_ONLY");
      if (reduceOnly && engine.evaluate(facts).approved()) {
        assertThat(worst(facts.position(), facts.order().side(), facts.order().quantity()))
            .as("seed %d, order %d: %s", SEED, i, facts)
            .isLessThanOrEqualTo(worst(facts.position(), Side.BUY, BigDecimal.ZERO));
      }
    }
  }

  /**
   * A market exit of as much as may be sent passes each time until nothing is left, whatever has
   * been lost, however many openers were sent, with orders of unknown outcome on its own side.
   */
  @Test
  void trapsNoPosition() {
    Random random = new Random(SEED);
    for (int i = 0; i < POSITIONS; i++) {
      leave(random, i);
    }
  }

  private static void leave(Random random, int number) {
    BigDecimal left = BigDecimal.valueOf(1 + random.nextInt(20_000));
    boolean isLong = random.nextBoolean();
    BigDecimal unknown = BigDecimal.valueOf(random.nextInt(left.intValue()));
    Map<String, Object> troubles = troubles(random);
    for (int sent = 0; left.signum() > 0; sent++) {
      assertThat(sent).as("orders to be out").isLessThan(ORDERS_TO_BE_OUT_MAX);
      BigDecimal quantity = left.subtract(unknown).min(QUANTITY_MAX);
      if (quantity.signum() == 0) {
        // All that is left is being closed by the order of unknown outcome: it fills.
        left = left.subtract(unknown);
        continue;
      }
      OrderFacts exit = exit(left, isLong, unknown, quantity, troubles);
      Verdict verdict = engine.evaluate(exit);
      assertThat(verdict.approved())
          .as("seed %d, position %d: %s %s", SEED, number, verdict.breaches(), exit)
          .isTrue();
      // Fills in part, and now and then what was unknown turns out to be filled or lost.
      BigDecimal filled = quantity.min(BigDecimal.valueOf(1 + random.nextInt(4_000)));
      left = left.subtract(filled);
      if (random.nextBoolean()) {
        left = random.nextBoolean() ? left.subtract(unknown) : left;
        unknown = BigDecimal.ZERO;
      }
    }
  }

  private static OrderFacts exit(
      BigDecimal held,
      boolean isLong,
      BigDecimal unknown,
      BigDecimal quantity,
      Map<String, Object> troubles) {
    String side = isLong ? "Sell" : "Buy";
    Map<String, Object> facts = new LinkedHashMap<>(troubles);
    facts.put("order.side", isLong ? "SELL" : "BUY");
    facts.put("order.type", "MARKET");
    facts.put("order.limitPrice", null);
    facts.put("order.quantity", quantity.toPlainString());
    facts.put("position.quantity", (isLong ? held : held.negate()).toPlainString());
    facts.put("position.working" + side, unknown.toPlainString());
    facts.put("position.working" + side + "Orders", unknown.signum());
    return SampleFacts.cleanBuy().with(facts).facts();
  }

  /** Whatever denies openers, short of a halt, must not keep anyone from getting out. */
  private static Map<String, Object> troubles(Random random) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("account.grossExposure", "9000000");
    facts.put("account.netExposure", random.nextBoolean() ? "9000000" : "-9000000");
    facts.put("account.equity", random.nextBoolean() ? "994000" : "999000");
    facts.put("account.buyingPower", random.nextBoolean() ? "0" : "1000000");
    facts.put("account.valueEntered", "99000000");
    facts.put("account.ordersToday", 30_000);
    facts.put("account.openBreaks", random.nextInt(2));
    facts.put("account.sectorExposure", Map.of("TECH", "9000000"));
    facts.put("activity.messagesSession", 100_000);
    facts.put("activity.entriesWithoutPerson", 1_000);
    facts.put("activity.losingExits", random.nextInt(9));
    facts.put("control.tradingState", random.nextBoolean() ? "REDUCE_ONLY" : "ACTIVE");
    facts.put("control.restricted", random.nextBoolean());
    facts.put("control.approvedModel", random.nextBoolean());
    facts.put("control.dataSane", random.nextBoolean());
    facts.put("control.requiredGateLevel", random.nextBoolean() ? "L2" : "NONE");
    facts.put("position.lastExitAt", "2025-03-03T14:59:59Z");
    facts.put("order.decidedAt", "2025-03-03T14:00:00Z");
    facts.put("quote.asOf", "2025-03-03T14:45:00Z");
    facts.put("instrument.averageDailyVolume", "10");
    facts.put("session.closesAt", "2025-03-03T15:00:01Z");
    return facts;
  }

  private static OrderFacts reduceOnly(Random random) {
    int held = random.nextInt(401) - 200;
    int buys = random.nextInt(3) * 50;
    int sells = random.nextInt(3) * 50;
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("order.side", random.nextBoolean() ? "BUY" : "SELL");
    facts.put("order.quantity", Integer.toString(1 + random.nextInt(250)));
    facts.put("order.origin", random.nextBoolean() ? "STRATEGY" : "MANUAL_EXIT");
    facts.put("position.quantity", Integer.toString(held));
    facts.put("position.workingBuy", Integer.toString(buys));
    facts.put("position.workingBuyOrders", Integer.signum(buys));
    facts.put("position.workingSell", Integer.toString(sells));
    facts.put("position.workingSellOrders", Integer.signum(sells));
    facts.put("account.grossExposure", "40000");
    facts.put("control.tradingState", "REDUCE_ONLY");
    facts.put(
        "control.stage", new String[] {"baseline", "week-one", "week-two"}[random.nextInt(3)]);
    return SampleFacts.cleanBuy().with(facts).facts();
  }

  /** max(worst long, worst short) with one more order. */
  private static BigDecimal worst(PositionState position, Side side, BigDecimal quantity) {
    BigDecimal bought = position.workingBuy().add(side == Side.BUY ? quantity : BigDecimal.ZERO);
    BigDecimal sold = position.workingSell().add(side == Side.SELL ? quantity : BigDecimal.ZERO);
    return position.quantity().add(bought).max(sold.subtract(position.quantity()));
  }
}
