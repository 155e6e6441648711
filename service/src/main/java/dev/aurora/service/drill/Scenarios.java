package dev.aurora.service.drill;

import static dev.aurora.service.drill.DrillMarket.CHEAP;
import static dev.aurora.service.drill.DrillMarket.SHARES;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitName;
import dev.aurora.service.journal.account.MarketView;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The scenarios that are drilled. Each call makes new orders. */
final class Scenarios {

  /** From the entry to the attack: longer than every window. */
  private static final Duration CALM = Duration.ofMinutes(10);

  /** From the attack to the exit: longer than every window that counts orders. */
  private static final Duration WINDOWS_PASS = Duration.ofSeconds(61);

  /** Bars of the session before: as new as daily bars are. */
  private static final int NEWEST = 1;

  private static final BigDecimal TWENTY = BigDecimal.valueOf(20);
  private static final BigDecimal TICK = new BigDecimal("0.01");
  private static final long ENTRY_UNITS = 10;
  private static final String ORDERS_SENT = "orders sent";

  private final DrillMarket market;
  private final int runawayOrders;
  private final Instant calm;
  private final Instant attack;

  /**
   * @param runawayOrders orders of the runaway strategy
   */
  Scenarios(DrillMarket market, int runawayOrders) {
    this.market = market;
    this.runawayOrders = runawayOrders;
    this.calm = market.start(NEWEST);
    this.attack = calm.plus(CALM);
  }

  List<Scenario> all() {
    return List.of(
        runaway(),
        limitPriceOff(),
        referenceOff(),
        doubling(),
        stoppedQuotes(),
        stoppedBars(),
        rejectingBroker());
  }

  private Scenario runaway() {
    DrillOrders orders = new DrillOrders("runaway");
    return live(
        orders,
        "a strategy sends " + runawayOrders + " orders within one second",
        Gauge.ORDERS,
        limits ->
            Bound.of(ORDERS_SENT, limits, LimitName.SUBMIT_RATE_MAX)
                .tighter(
                    Bound.of(ORDERS_SENT, limits, LimitName.SUBMIT_RATE_PER_SYMBOL_MAX)
                        .times(SHARES.size(), "symbols")),
        random -> burst(orders, random),
        market.live(after(WINDOWS_PASS)));
  }

  /** Each basket twice the one before, all of them within one window of the submit rate. */
  private List<Basket> burst(DrillOrders orders, RandomGenerator random) {
    List<Basket> baskets = new ArrayList<>();
    int left = runawayOrders;
    for (int size = 10; left > 0; size = Math.min(2 * size, 500)) {
      Instant now = after(Duration.ofMillis(10L * baskets.size()));
      int orderCount = Math.min(size, left);
      baskets.add(
          new Basket(
              market.live(now),
              Stream.generate(() -> atTheMarket(orders, random, now)).limit(orderCount).toList()));
      left -= orderCount;
    }
    return baskets;
  }

  /** At or above the price, so that it fills at once and leaves no working order. */
  private static Order atTheMarket(DrillOrders orders, RandomGenerator random, Instant now) {
    String symbol = share(random);
    BigDecimal above = TICK.multiply(BigDecimal.valueOf(random.nextInt(100)));
    return orders.buyLimit(
        symbol, 1 + random.nextInt(9), DrillMarket.price(symbol).add(above), now);
  }

  private Scenario limitPriceOff() {
    DrillOrders orders = new DrillOrders("limit-price-off");
    return live(
        orders,
        "limit prices are 20 times the market",
        Gauge.WORST_PICTURE,
        limits ->
            Bound.of("bps that a limit price sent is off", limits, LimitName.PRICE_COLLAR_BPS),
        random ->
            baskets(
                60,
                i -> {
                  Instant now = after(Duration.ofSeconds(2L * i));
                  String symbol = share(random);
                  BigDecimal price = DrillMarket.price(symbol).multiply(TWENTY);
                  return new Basket(
                      market.live(now),
                      List.of(orders.buyLimit(symbol, 1 + random.nextInt(5), price, now)),
                      DrillMarket.distanceBps(TWENTY));
                }),
        market.live(after(Duration.ofSeconds(120).plus(WINDOWS_PASS))));
  }

  private Scenario referenceOff() {
    DrillOrders orders = new DrillOrders("reference-price-off");
    return live(
        orders,
        "reference prices jump to 20 times the previous close",
        Gauge.WORST_PICTURE,
        limits ->
            Bound.of(
                "bps that a reference price traded on has moved", limits, LimitName.PRICE_BAND_BPS),
        random ->
            baskets(
                60,
                i -> {
                  Instant now = after(Duration.ofSeconds(2L * i));
                  return new Basket(
                      jumped(now),
                      List.of(orders.buy(share(random), 1 + random.nextInt(5), now)),
                      DrillMarket.distanceBps(TWENTY));
                }),
        jumped(after(Duration.ofSeconds(120).plus(WINDOWS_PASS))));
  }

  private MarketView jumped(Instant now) {
    return market.live(now, now, TWENTY);
  }

  private Scenario stoppedQuotes() {
    DrillOrders orders = new DrillOrders("stopped-quotes");
    return live(
        orders,
        "live quotes stop, and the strategy goes on deciding for five minutes",
        Gauge.WORST_PICTURE,
        limits ->
            Bound.of(
                "age of a quote traded on, seconds", limits, LimitName.REFERENCE_PRICE_AGE_MAX),
        random ->
            baskets(
                300,
                i -> {
                  Instant now = after(Duration.ofSeconds(i));
                  return new Basket(
                      market.live(now, attack, BigDecimal.ONE),
                      List.of(orders.buy(share(random), 1 + random.nextInt(5), now)),
                      BigDecimal.valueOf(i));
                }),
        market.live(after(Duration.ofSeconds(300)), attack, BigDecimal.ONE));
  }

  /** One order every two seconds, so that no rate stops it. */
  private Scenario rejectingBroker() {
    DrillOrders orders = new DrillOrders("rejecting-broker");
    Scenario scenario =
        live(
            orders,
            "the broker rejects every order",
            Gauge.ORDERS,
            limits -> Bound.of(ORDERS_SENT, limits, LimitName.REJECTION_BURST_MAX),
            random ->
                baskets(
                    80,
                    i -> {
                      Instant now = after(Duration.ofSeconds(2L * i));
                      return new Basket(
                          market.live(now),
                          List.of(orders.buy(share(random), 1 + random.nextInt(5), now)));
                    }),
            market.live(after(Duration.ofSeconds(160).plus(WINDOWS_PASS))));
    return scenario.againstARejectingBroker();
  }

  /** The target doubles with each bar, whatever was reached, and is worked in slices. */
  private Scenario doubling() {
    DrillOrders orders = new DrillOrders("doubling");
    long firstUnits = 125;
    int bars = 8;
    return new Scenario(
        "doubling",
        "a strategy doubles its position with each bar",
        Gauge.UNITS,
        limits -> Bound.of("units held", limits, LimitName.POSITION_LONG_MAX),
        market.bars(NEWEST, calm, NEWEST),
        orders.buy(CHEAP, firstUnits, calm),
        random -> {
          List<Basket> baskets = new ArrayList<>();
          for (int bar = 0; bar < bars; bar++) {
            baskets.addAll(slices(orders, random, bar + 2, firstUnits << bar));
          }
          return baskets;
        },
        market.bars(bars + 2, market.start(bars + 2), NEWEST),
        false);
  }

  /** Five slices a second: below every rate, and no two of them equal. */
  private List<Basket> slices(DrillOrders orders, RandomGenerator random, int session, long units) {
    List<Basket> baskets = new ArrayList<>();
    long left = units;
    while (left > 0) {
      Instant now = market.start(session).plus(Duration.ofSeconds(baskets.size()));
      Set<Long> sizes = new LinkedHashSet<>();
      while (sizes.size() < 5 && left > 0) {
        long size = Math.min(left, 300 + random.nextInt(200));
        if (sizes.add(size)) {
          left -= size;
        }
      }
      baskets.add(
          new Basket(
              market.bars(session, now, NEWEST),
              sizes.stream().map(size -> orders.buy(CHEAP, size, now)).toList()));
    }
    return baskets;
  }

  /** Three orders a session: below every count of denials, so that age alone stops it. */
  private Scenario stoppedBars() {
    DrillOrders orders = new DrillOrders("stopped-bars");
    int sessions = 20;
    int lastBar = 3;
    return new Scenario(
        "stopped-bars",
        "daily bars stop, and the strategy goes on deciding for weeks",
        Gauge.WORST_PICTURE,
        limits ->
            Bound.of(
                "age of a bar traded on, sessions", limits, LimitName.REFERENCE_PRICE_SESSIONS_MAX),
        market.bars(NEWEST, calm, NEWEST),
        orders.buy(SHARES.getFirst(), ENTRY_UNITS, calm),
        random ->
            baskets(sessions, i -> onOldBar(orders, random, i + 2, Math.max(1, i + 2 - lastBar))),
        market.bars(sessions + 2, market.start(sessions + 2), sessions + 2 - lastBar),
        false);
  }

  private Basket onOldBar(
      DrillOrders orders, RandomGenerator random, int session, int sessionsOld) {
    Instant now = market.start(session);
    return new Basket(
        market.bars(session, now, sessionsOld),
        IntStream.range(0, 3)
            .mapToObj(i -> orders.buy(SHARES.get(i), 1 + random.nextInt(5), now))
            .toList(),
        BigDecimal.valueOf(sessionsOld));
  }

  private Scenario live(
      DrillOrders orders,
      String words,
      Gauge gauge,
      Function<BoundLimits, Bound> bound,
      Function<RandomGenerator, List<Basket>> attackOrders,
      MarketView exitMarket) {
    return new Scenario(
        orders.scenario(),
        words,
        gauge,
        bound,
        market.live(calm),
        orders.buy(SHARES.getFirst(), ENTRY_UNITS, calm),
        attackOrders,
        exitMarket,
        false);
  }

  private Instant after(Duration sinceAttack) {
    return attack.plus(sinceAttack);
  }

  private static List<Basket> baskets(int count, IntFunction<Basket> basket) {
    return IntStream.range(0, count).mapToObj(basket).toList();
  }

  private static String share(RandomGenerator random) {
    return SHARES.get(random.nextInt(SHARES.size()));
  }
}
