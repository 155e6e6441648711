package dev.aurora.service.session;

import static dev.aurora.service.session.SessionWorld.ACCOUNT;
import static dev.aurora.service.session.SessionWorld.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.TimeInForce;
import dev.aurora.service.broker.Execution;
import dev.aurora.service.journal.Pnl;
import dev.aurora.service.journal.testing.FakeEngine;
import dev.aurora.service.journal.testing.Samples;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateAction.Type;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingSession;
import dev.aurora.service.reconcile.ReconciliationDesk;
import dev.aurora.service.testing.ShippedData;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random trades and actions on real bars, against a recomputation from the broker's executions
 * alone that shares no code with books or ledger. Give {@code -Daurora.seed} to repeat one.
 */
class RandomActionsTest {

  private static final LocalDate FIRST = LocalDate.of(2004, 3, 1);
  private static final LocalDate LAST = LocalDate.of(2004, 5, 14);
  private static final BigDecimal OPENING_CASH = BigDecimal.valueOf(100_000);
  private static final Offset<BigDecimal> TINY = Offset.offset(new BigDecimal("0.00001"));
  private static final List<String> RATIOS = List.of("2", "3", "0.5", "1.5", "0.2", "7");

  @TempDir Path directory;

  static LongStream seeds() {
    Long seed = Long.getLong("aurora.seed");
    return seed != null
        ? LongStream.of(seed)
        : LongStream.concat(LongStream.range(0, 4), LongStream.of(System.nanoTime()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void booksAndLedgerComeToWhatIsRecomputed(long seed) {
    Random random = new Random(seed);
    List<CorporateAction> actions = actions(random);
    try (SessionWorld world = new SessionWorld(directory, CorporateActions.of(actions))) {
      int orders = 0;
      for (TradingSession session : CALENDAR.sessionsBetween(FIRST, LAST)) {
        String date = session.date().toString();
        assertThat(world.rollTo(date).refused()).isEmpty();
        for (int more = random.nextInt(3); more > 0; more--) {
          trade(world, random, date, "o-" + orders++);
        }
      }
      Expected expected = recompute(actions, world.broker.executionsSince(ACCOUNT, 0).orThrow());
      Pnl pnl = world.pnl(LAST.toString());

      assertThat(world.held("AAPL").quantity()).isEqualByComparingTo(expected.quantity);
      assertThat(world.books.queries.cash(ACCOUNT).orElseThrow()).isCloseTo(expected.cash, TINY);
      assertThat(world.ledger.verify()).isEmpty();
      assertThat(world.desk.reconcileAll()).allMatch(ReconciliationDesk.Result::clean);
      // Whatever was split and paid: what was made is what equity has grown by.
      assertThat(pnl.total()).isCloseTo(pnl.equity().subtract(OPENING_CASH), TINY);
    }
  }

  private static List<CorporateAction> actions(Random random) {
    List<CorporateAction> actions = new ArrayList<>();
    for (TradingSession session : CALENDAR.sessionsBetween(FIRST.plusDays(1), LAST)) {
      if (random.nextInt(6) == 0) {
        String ratio = RATIOS.get(random.nextInt(RATIOS.size()));
        actions.add(SessionWorld.split("AAPL", session.date().toString(), ratio));
      }
      if (random.nextInt(6) == 0) {
        actions.add(SessionWorld.dividend("AAPL", session.date().toString(), "0.17"));
      }
    }
    return actions;
  }

  private static void trade(SessionWorld world, Random random, String date, String id) {
    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
    String units = Integer.toString(1 + random.nextInt(60));
    if (random.nextInt(3) > 0) {
      world.trade(FakeEngine.approving(), date, Samples.market(id, "AAPL", side, units));
    } else {
      String limit = side == Side.BUY ? "22.37" : "29.93";
      world.trade(
          FakeEngine.approving(),
          date,
          SessionWorld.resting(id, side, units, limit, TimeInForce.GTC));
    }
  }

  private static final class Expected {
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal cash = OPENING_CASH;
  }

  private static Expected recompute(List<CorporateAction> actions, List<Execution> executions) {
    Expected expected = new Expected();
    for (TradingSession session : CALENDAR.sessionsBetween(FIRST, LAST)) {
      BigDecimal paid = of(actions, session.date(), Type.DIVIDEND, BigDecimal.ZERO);
      BigDecimal ratio = of(actions, session.date(), Type.SPLIT, BigDecimal.ONE);
      expected.cash = expected.cash.add(expected.quantity.multiply(paid));
      BigDecimal exact = expected.quantity.multiply(ratio);
      BigDecimal whole = exact.setScale(0, RoundingMode.DOWN);
      BigDecimal reference =
          closeBefore(session.date()).subtract(paid).divide(ratio, MathContext.DECIMAL128);
      expected.cash = expected.cash.add(exact.subtract(whole).multiply(reference));
      expected.quantity = whole;
      for (Execution execution : executions) {
        if (execution.at().equals(session.open())) {
          BigDecimal units =
              execution.quantity().multiply(BigDecimal.valueOf(execution.side().sign()));
          expected.quantity = expected.quantity.add(units);
          expected.cash =
              expected.cash.subtract(units.multiply(execution.price())).subtract(execution.fees());
        }
      }
    }
    return expected;
  }

  private static BigDecimal of(
      List<CorporateAction> actions, LocalDate date, Type type, BigDecimal otherwise) {
    return actions.stream()
        .filter(action -> action.type() == type && action.exDate().equals(date))
        .map(CorporateAction::value)
        .findFirst()
        .orElse(otherwise);
  }

  private static BigDecimal closeBefore(LocalDate date) {
    List<Bar> before =
        ShippedData.bars().series("AAPL").orElseThrow().bars().stream()
            .filter(bar -> bar.time().isBefore(date.atStartOfDay(ZoneOffset.UTC).toInstant()))
            .toList();
    return before.getLast().closePrice();
  }
}
