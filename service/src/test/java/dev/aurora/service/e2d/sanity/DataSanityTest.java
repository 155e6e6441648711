package dev.aurora.service.e2d.sanity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.market.TradingSession;
import dev.aurora.service.testing.ShippedData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DataSanityTest {

  private static final TradingCalendar CALENDAR = TradingCalendar.nyse();
  private static final LocalDate LAST = LocalDate.of(2013, 2, 28);
  private static final Instant AS_OF = Instant.parse("2013-02-28T21:00:00Z");
  private static final int COUNT = 60;

  /** A bar in the middle of the series. */
  private static final int MIDDLE = 30;

  static Stream<Arguments> violations() {
    return Stream.of(
        broken(SanityRule.FINITE, b -> with(b, b.open(), b.high(), b.low(), Double.NaN, 1)),
        broken(
            SanityRule.FINITE,
            b -> with(b, b.open(), Double.POSITIVE_INFINITY, b.low(), b.close(), 1)),
        broken(SanityRule.FINITE, b -> with(b, b.open(), b.high(), b.low(), b.close(), Double.NaN)),
        broken(SanityRule.PRICE_RANGE, b -> with(b, b.open(), b.high(), 0, b.close(), 1)),
        broken(SanityRule.PRICE_RANGE, b -> with(b, b.open(), b.high(), -1, b.close(), 1)),
        broken(SanityRule.PRICE_RANGE, b -> with(b, 1_000_000.01, 1_000_000.01, 99, 100, 1)),
        broken(SanityRule.OHLC_ORDER, b -> with(b, 100, 101, 100.5, 100.8, 1)),
        broken(SanityRule.OHLC_ORDER, b -> with(b, 100, 100.5, 99, 100.8, 1)),
        broken(SanityRule.BAR_RANGE, b -> with(b, 100, 130, 89.99, 100, 1)),
        broken(SanityRule.VOLUME_RANGE, b -> with(b, 100, 101, 99, 100, -1)),
        broken(SanityRule.VOLUME_RANGE, b -> with(b, 100, 101, 99, 100, 1.1e12)),
        broken(SanityRule.RETURN_JUMP, b -> with(b, 141, 142, 140, 141, 1)));
  }

  private static Arguments broken(SanityRule rule, UnaryOperator<Bar> change) {
    return Arguments.of(rule, change);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void namesTheRuleThatABarBreaks(SanityRule rule, UnaryOperator<Bar> change) {
    List<Bar> bars = bars();
    bars.set(MIDDLE, change.apply(bars.get(MIDDLE)));

    SanityReport report = strict(bars);

    assertThat(report.ok()).isFalse();
    assertThat(report.failingRules()).contains(rule.id());
    assertThat(report.failures().getFirst().time()).isEqualTo(bars.get(MIDDLE).time());
    assertThat(report.repairs()).isEmpty();
  }

  static Stream<Arguments> atTheBound() {
    return Stream.of(
        Arguments.of("range of exactly 0.40", change(b -> with(b, 100, 130, 90, 100, 1))),
        Arguments.of("highest volume", change(b -> with(b, 100, 101, 99, 100, 1e12))),
        Arguments.of("log return just inside 0.30", change(b -> with(b, 134, 135, 133, 134, 1))));
  }

  private static UnaryOperator<Bar> change(UnaryOperator<Bar> change) {
    return change;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atTheBound")
  void passesAtTheBound(String what, UnaryOperator<Bar> change) {
    List<Bar> bars = bars();
    bars.set(MIDDLE, change.apply(bars.get(MIDDLE)));

    assertThat(strict(bars).failures()).isEmpty();
  }

  static Stream<Arguments> misplaced() {
    return Stream.of(
        misplacement(SanityRule.TIME_UNIQUE, bars -> bars.add(MIDDLE, bars.get(MIDDLE))),
        misplacement(SanityRule.TIME_INCREASING, bars -> bars.add(MIDDLE, bars.remove(MIDDLE + 1))),
        misplacement(SanityRule.CALENDAR_GAP, bars -> bars.remove(MIDDLE)),
        misplacement(SanityRule.CALENDAR_GAP, bars -> bars.removeLast()),
        misplacement(
            SanityRule.IN_SESSION, bars -> bars.add(at(bars.getLast(), "2013-02-24T00:00:00Z"))),
        misplacement(
            SanityRule.IN_SESSION,
            bars -> bars.set(MIDDLE, at(bars.get(MIDDLE), "2013-01-15T05:00:00Z"))),
        misplacement(
            SanityRule.LOOKAHEAD, bars -> bars.add(at(bars.getLast(), "2013-03-01T00:00:00Z"))));
  }

  private static Arguments misplacement(SanityRule rule, Consumer<List<Bar>> change) {
    return Arguments.of(rule, change);
  }

  @ParameterizedTest
  @MethodSource("misplaced")
  void namesTheRuleThatATimeBreaks(SanityRule rule, Consumer<List<Bar>> change) {
    List<Bar> bars = bars();
    change.accept(bars);

    assertThat(strict(bars).failingRules()).contains(rule.id());
  }

  @Test
  void passesTheShippedBarsOfTheLastYear() {
    List<BarSeries> series =
        ShippedData.bars().symbols().stream()
            .map(s -> ShippedData.bars().series(s).orElseThrow())
            .map(s -> new BarSeries(s.symbol(), s.bars().subList(0, s.size() - 1)).newest(312))
            .toList();

    SanityReport report =
        new DataSanity(SanityProfile.strict(), CALENDAR, ShippedData.actions())
            .check(series, BarInterval.DAY, AS_OF);

    assertThat(report.failures()).isEmpty();
    assertThat(report.bars()).isEqualTo(series);
  }

  @Test
  void failsOnNothing() {
    assertThat(strict(List.of()).failingRules()).containsExactly("not-empty");
  }

  @Test
  void onlyFlagsAVolumeOfZero() {
    List<Bar> bars = bars();
    bars.set(MIDDLE, with(bars.get(MIDDLE), 100, 101, 99, 100, 0));

    SanityReport report = strict(bars);

    assertThat(report.ok()).isTrue();
    assertThat(report.flags()).extracting(SanityFinding::rule).containsOnly(SanityRule.VOLUME_ZERO);
  }

  @Test
  void takesASplitForTheJumpItExplains() {
    List<Bar> bars = bars();
    for (int i = MIDDLE; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      bars.set(i, with(bar, bar.open() / 2, bar.high() / 2, bar.low() / 2, bar.close() / 2, 1000));
    }
    LocalDate exDate = LocalDate.ofInstant(bars.get(MIDDLE).time(), ZoneOffset.UTC);
    CorporateActions split =
        CorporateActions.of(
            List.of(
                new CorporateAction(
                    "X", exDate, CorporateAction.Type.SPLIT, BigDecimal.valueOf(2))));

    assertThat(strict(bars).failingRules()).contains("return-jump");
    assertThat(check(SanityProfile.strict(), bars, split).failures()).isEmpty();
    assertThat(check(SanityProfile.strict(), bars(), split).failingRules())
        .as("a split that the prices do not show")
        .contains("return-jump");
  }

  @Test
  void namesAnOutlierAmongTheNewestBars() {
    List<Bar> bars = bars();
    bars.set(COUNT - 2, with(bars.get(COUNT - 2), 120, 121, 119, 120, 1000));

    assertThat(strict(bars).failingRules()).containsExactly("price-outlier");
  }

  @Test
  void failsOnTooManyValuesThatAreNoNumberEvenWhenLenient() {
    List<Bar> bars = bars();
    for (int i = 10; i < 20; i++) {
      Bar bar = bars.get(i);
      bars.set(i, with(bar, Double.NaN, Double.NaN, Double.NaN, bar.close(), bar.volume()));
    }

    assertThat(check(SanityProfile.lenient(), bars, CorporateActions.none()).failingRules())
        .containsExactly("nan-share");
  }

  @Test
  void repairsWithoutLookingAheadAndSaysSoWhenLenient() {
    List<Bar> bars = bars();
    Bar before = bars.get(MIDDLE - 1);
    Bar broken = bars.get(MIDDLE);
    bars.set(MIDDLE, with(broken, 100, 101, 99, Double.NaN, 5));

    SanityReport report = check(SanityProfile.lenient(), bars, CorporateActions.none());

    double close = before.close();
    assertThat(report.ok()).isTrue();
    assertThat(report.repairs())
        .containsExactly(
            new SanityFinding(
                SanityRule.FINITE,
                "X",
                broken.time(),
                "open 100.0 high 101.0 low 99.0 close NaN, bound above 0 to 1000000.0; carried the"
                    + " close before forward"));
    assertThat(report.bars().getFirst().bars().get(MIDDLE))
        .isEqualTo(with(broken, close, close, close, close, 5));
  }

  @Test
  void fillsAGapWhenLenientButNeverTheNewestBar() {
    List<Bar> gap = bars();
    Bar lost = gap.remove(MIDDLE);
    List<Bar> stale = bars();
    stale.removeLast();

    SanityReport filled = check(SanityProfile.lenient(), gap, CorporateActions.none());

    assertThat(filled.ok()).isTrue();
    assertThat(filled.bars().getFirst().bars()).hasSize(COUNT);
    assertThat(filled.bars().getFirst().bars().get(MIDDLE).time()).isEqualTo(lost.time());
    assertThat(check(SanityProfile.lenient(), stale, CorporateActions.none()).failingRules())
        .containsExactly("calendar-gap");
  }

  @Test
  void sortsAndDropsDoubledBarsWhenLenient() {
    List<Bar> bars = bars();
    bars.add(MIDDLE, bars.remove(MIDDLE + 1));
    bars.add(at(with(bars.getLast(), 1, 1, 1, 1, 1), bars.getLast().time().toString()));

    SanityReport report = check(SanityProfile.lenient(), bars, CorporateActions.none());

    assertThat(report.ok()).isTrue();
    assertThat(report.bars().getFirst().bars()).isEqualTo(bars());
  }

  @Test
  void knowsTheBarsOfAnIntradaySession() {
    TradingSession session = CALENDAR.session(LocalDate.of(2012, 11, 23)).orElseThrow();
    List<Bar> bars = new ArrayList<>();
    for (Instant time : CALENDAR.barTimes(session, BarInterval.FIFTEEN_MINUTES)) {
      bars.add(new Bar("X", time, 100, 101, 99, 100, 1000));
    }
    List<Bar> late = new ArrayList<>(bars);
    late.add(at(bars.getLast(), "2012-11-23T18:00:00Z"));

    assertThat(intraday(bars, session.close()).failures()).isEmpty();
    assertThat(intraday(late, Instant.parse("2012-11-23T18:15:00Z")).failingRules())
        .containsExactly("in-session");
  }

  private static SanityReport intraday(List<Bar> bars, Instant asOf) {
    return new DataSanity(SanityProfile.strict(), CALENDAR, CorporateActions.none())
        .check(List.of(new BarSeries("X", bars)), BarInterval.FIFTEEN_MINUTES, asOf);
  }

  private static SanityReport strict(List<Bar> bars) {
    return check(SanityProfile.strict(), bars, CorporateActions.none());
  }

  private static SanityReport check(
      SanityProfile profile, List<Bar> bars, CorporateActions actions) {
    return new DataSanity(profile, CALENDAR, actions)
        .check(List.of(new BarSeries("X", bars)), BarInterval.DAY, AS_OF);
  }

  /** Sixty sound bars around 100, the newest of the as-of. */
  private static List<Bar> bars() {
    List<TradingSession> sessions = CALENDAR.sessionsBetween(LAST.minusDays(120), LAST);
    List<Bar> bars = new ArrayList<>();
    int first = sessions.size() - COUNT;
    for (int i = 0; i < COUNT; i++) {
      double close = 100 + i % 5;
      bars.add(
          new Bar(
              "X",
              sessions.get(first + i).barTime(),
              close - 0.5,
              close + 1,
              close - 1,
              close,
              1000));
    }
    return bars;
  }

  private static Bar with(
      Bar bar, double open, double high, double low, double close, double volume) {
    return new Bar(bar.symbol(), bar.time(), open, high, low, close, volume);
  }

  private static Bar at(Bar bar, String time) {
    return new Bar(
        bar.symbol(),
        Instant.parse(time),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }
}
