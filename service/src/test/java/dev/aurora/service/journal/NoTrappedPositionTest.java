package dev.aurora.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.engine.DroolsPolicyEngine;
import dev.aurora.rules.engine.EngineSettings;
import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.rules.fact.MarketSession;
import dev.aurora.rules.fact.Order;
import dev.aurora.rules.fact.Quote;
import dev.aurora.rules.fact.QuoteSource;
import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TradingState;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import dev.aurora.service.journal.CheckResult.Checked;
import dev.aurora.service.journal.account.CheckTerms;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.account.SymbolMarket;
import dev.aurora.service.journal.control.ControlOwners;
import dev.aurora.service.journal.order.JournalOrder;
import dev.aurora.service.journal.order.StateReason;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.JournalFixture;
import dev.aurora.service.journal.testing.RandomBroker;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.testing.PolicyCopy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forbidden outcome: a position that nobody can get out of. Random histories of real books under
 * the shipped policy; afterwards each position must be closable for exactly what {@link ExitMeter}
 * says, and what stands in the way must be something that can be taken back. {@code -Daurora.seed}
 * repeats a history, {@code -Daurora.rounds} asks for more of them.
 */
class NoTrappedPositionTest {

  private static final int STEPS = 45;

  /** Longer than every window that counts. */
  private static final int WINDOWS_PASS_SECONDS = 61;

  private static final StateReason TAKEN_BACK = new StateReason("test", "taken back");
  private static PolicyEngine engine;

  @TempDir Path directory;

  @BeforeAll
  static void compile() {
    engine = DroolsPolicyEngine.compile(PolicyCopy.shipped(), EngineSettings.untimed());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static LongStream seeds() {
    Long seed = Long.getLong("aurora.seed");
    return seed != null
        ? LongStream.of(seed)
        : LongStream.concat(
            LongStream.range(0, Integer.getInteger("aurora.rounds", 10)),
            LongStream.of(System.nanoTime()));
  }

  @Test
  void everyPositionCanBeClosedForExactlyWhatTheBooksSay() {
    Met met = new Met();
    for (long seed : seeds().toArray()) {
      try (History history = new History(directory.resolve("s" + seed), seed)) {
        history.play();
        history.closeEverything(met);
      }
    }

    assertThat(met.trapped).isEmpty();
    if (Long.getLong("aurora.seed") == null) {
      // Without these the histories would be too tame to show anything.
      assertThat(met.exits).isGreaterThan(5);
      assertThat(met.partlyCovered).isPositive();
      assertThat(met.reduceOnly).isPositive();
    }
  }

  /** The negative control: a quantity that working orders cover already is no exit. */
  @Test
  void oneUnitMoreThanTheBooksSayIsNoReducer() {
    try (History history = new History(directory, 0)) {
      history.books.trade(Samples.buy("entry", "AAPL", "100"), "100");
      history.books.check(FakeEngine.approving(), Samples.sell("part", "AAPL", "40"));
      Exit exit = new ExitMeter(history.books.database).read().getFirst();
      history.now = history.now.plusSeconds(WINDOWS_PASS_SECONDS);

      Verdict more = history.check(history.exit(exit, exit.exitable().add(BigDecimal.ONE)));
      Verdict exactly = history.check(history.exit(exit, exit.exitable()));

      assertThat(more.reducer()).isFalse();
      assertThat(more.approved()).isFalse();
      assertThat(exactly.reducer()).isTrue();
      assertThat(exactly.approved()).isTrue();
    }
  }

  /** What the catalogue says of self-trade holds for exits too: first take back, then get out. */
  @Test
  void anOwnBuyKeepsAMarketExitBackUntilItIsTakenBack() {
    try (History history = new History(directory, 0)) {
      history.books.trade(Samples.buy("entry", "AAPL", "100"), "100");
      history.books.check(
          FakeEngine.approving(), Samples.limit("more", "AAPL", Side.BUY, "10", "99"));
      Exit exit = new ExitMeter(history.books.database).read().getFirst();
      history.now = history.now.plusSeconds(WINDOWS_PASS_SECONDS);

      Verdict before = history.check(history.exit(exit, exit.exitable()));
      history.books.journal.cancelled("more", TAKEN_BACK, history.now);
      Verdict after = history.check(history.exit(exit, exit.exitable()));

      assertThat(enforced(before)).containsExactly("self-trade");
      assertThat(after.approved()).isTrue();
    }
  }

  private static List<String> enforced(Verdict verdict) {
    return verdict.breaches().stream()
        .filter(breach -> breach.mode() == Mode.ENFORCE)
        .map(Breach::code)
        .toList();
  }

  /** What the histories came to. */
  private static final class Met {
    private final List<String> trapped = new ArrayList<>();
    private int exits;
    private int partlyCovered;
    private int reduceOnly;
  }

  /** One account's random life. */
  private static final class History implements AutoCloseable {

    private final long seed;
    private final Random random;
    private final JournalFixture books;
    private final RandomBroker broker;
    private final Map<String, BigDecimal> prices =
        new HashMap<>(Map.of("AAPL", Samples.of("100"), "MSFT", Samples.of("200")));
    private Instant now = Samples.NOW;
    private int made;

    History(Path directory, long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.books = new JournalFixture(directory);
      this.broker = new RandomBroker(books.journal, random, prices);
    }

    void play() {
      int burstAt = random.nextInt(2 * STEPS);
      for (int step = 0; step < STEPS; step++) {
        if (step == burstAt) {
          burst();
        }
        now = now.plusMillis(random.nextInt(3) == 0 ? 10 : random.nextInt(15_000));
        movePrices();
        Order order = randomOrder();
        if (check(order).approved()) {
          broker.take(order, now);
        }
        broker.happen(now);
      }
    }

    /** Openers and closers at absurd prices, more than a breaker tolerates. */
    private void burst() {
      for (int i = 0; i < 25; i++) {
        now = now.plusMillis(10);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        String price = side == Side.BUY ? "900.00" : "9.00";
        assertThat(check(Samples.limit("burst-" + ++made, "AAPL", side, "5", price)).approved())
            .isFalse();
      }
    }

    private void movePrices() {
      for (Map.Entry<String, BigDecimal> price : prices.entrySet()) {
        int bps = random.nextInt(60) == 0 ? -800 : random.nextInt(121) - 65;
        price.setValue(
            price
                .getValue()
                .multiply(BigDecimal.valueOf(10_000 + bps))
                .movePointLeft(4)
                .setScale(2, RoundingMode.HALF_EVEN));
      }
    }

    private Order randomOrder() {
      String symbol = random.nextBoolean() ? "AAPL" : "MSFT";
      Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
      String quantity = Integer.toString(1 + random.nextInt(110));
      if (random.nextBoolean()) {
        return Samples.market("o-" + ++made, symbol, side, quantity);
      }
      BigDecimal off = BigDecimal.valueOf(random.nextInt(300) - 150, 2);
      String price = prices.get(symbol).add(off).toPlainString();
      return Samples.limit("o-" + ++made, symbol, side, quantity, price);
    }

    Verdict check(Order order) {
      CheckResult result =
          books
              .journal
              .checkAndReserve(
                  new CheckRequest(
                      Samples.ACCOUNT,
                      null,
                      List.of(order),
                      market(),
                      Samples.runFacts(),
                      CheckTerms.of(engine.limits(), List.of(order))),
                  engine)
              .getFirst();
      return ((Checked) result).verdict();
    }

    private MarketView market() {
      Map<String, SymbolMarket> symbols = new HashMap<>();
      BigDecimal half = Samples.of("0.01");
      prices.forEach(
          (symbol, price) ->
              symbols.put(
                  symbol,
                  new SymbolMarket(
                      Samples.instrument(symbol, "TECH"),
                      new Quote(
                          price.subtract(half),
                          price.add(half),
                          price,
                          Samples.of(symbol.equals("AAPL") ? "100" : "200"),
                          now,
                          QuoteSource.LIVE,
                          0),
                      new MarketSession(
                          SessionPhase.OPEN, Samples.NOW.plusSeconds(7200), false, null, false))));
      return new MarketView(now, Samples.SESSION_OPEN, symbols);
    }

    Order exit(Exit exit, BigDecimal quantity) {
      return Samples.market("exit-" + ++made, exit.symbol(), exit.side(), quantity.toPlainString());
    }

    void closeEverything(Met met) {
      now = now.plusSeconds(WINDOWS_PASS_SECONDS);
      for (Exit exit : new ExitMeter(books.database).read()) {
        TradingState state =
            books.control.effective(ControlOwners.of(exit(exit, BigDecimal.ONE))).state();
        if (state != TradingState.HALTED) {
          met.exits++;
          met.reduceOnly += state == TradingState.REDUCE_ONLY ? 1 : 0;
          met.partlyCovered += exit.covers().isEmpty() ? 0 : 1;
          close(exit, met);
        }
      }
    }

    private void close(Exit exit, Met met) {
      // An own order of the other side would trade with the exit: it is taken back first.
      takeBack(exit.symbol(), exit.side().opposite());
      Exit open = exit;
      if (exit.exitable().signum() == 0) {
        takeBack(exit.symbol(), exit.side());
        open = reread(exit);
      }
      BigDecimal most =
          engine
              .limits()
              .bind(Samples.ACCOUNT, Samples.STRATEGY, exit.symbol(), null, null)
              .getOrderQuantityMax();
      Verdict verdict = check(exit(open, open.exitable().min(most)));
      if (!verdict.approved() || !verdict.reducer()) {
        met.trapped.add("seed " + seed + ": " + open.sentence() + ": " + enforced(verdict));
      }
    }

    private void takeBack(String symbol, Side side) {
      for (JournalOrder order : books.queries.openOrders(Samples.ACCOUNT)) {
        if (order.symbol().equals(symbol) && order.side() == side) {
          books.journal.cancelled(order.clientOrderId(), TAKEN_BACK, now);
        }
      }
    }

    private Exit reread(Exit exit) {
      return new ExitMeter(books.database)
          .read().stream().filter(e -> e.symbol().equals(exit.symbol())).findFirst().orElseThrow();
    }

    @Override
    public void close() {
      books.close();
    }
  }
}
