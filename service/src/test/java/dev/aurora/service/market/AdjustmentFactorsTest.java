package dev.aurora.service.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aurora.service.testing.Oracle;
import dev.aurora.service.testing.ShippedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdjustmentFactorsTest {

  /** The oracle's factors are written with 12 digits. */
  private static final double DIGITS = 5e-12;

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "IBM"})
  void equalsTheOracleUnderBothConventionsOnEveryBar(String symbol) {
    List<Map<String, String>> rows = Oracle.csv(symbol + "_2000_2013_adjusted.csv.gz");
    BarSeries series = ShippedData.bars().series(symbol).orElseThrow();
    assertThat(rows).hasSize(series.size());
    for (AdjustmentConvention convention : AdjustmentConvention.values()) {
      double[] factors =
          new AdjustmentFactors(convention, ShippedData.actions()).fullHistory(series);
      for (int i = 0; i < factors.length; i++) {
        double close = series.bars().get(i).close();
        near(rows.get(i), "factor_" + convention.id(), factors[i]);
        near(rows.get(i), "adj_close_" + convention.id(), close * factors[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "IBM"})
  void equalsTheOracleOnSplitsAlone(String symbol) {
    CorporateActions splits =
        CorporateActions.of(
            ShippedData.actions().of(symbol).stream()
                .filter(a -> a.type() == CorporateAction.Type.SPLIT)
                .toList());
    BarSeries series = ShippedData.bars().series(symbol).orElseThrow();
    double[] factors =
        new AdjustmentFactors(AdjustmentConvention.EXCLOSE, splits).fullHistory(series);
    List<Map<String, String>> rows = Oracle.csv(symbol + "_2000_2013_adjusted.csv.gz");
    for (int i = 0; i < factors.length; i++) {
      near(rows.get(i), "factor_split_only", factors[i]);
      near(rows.get(i), "adj_close_split_only", series.bars().get(i).close() * factors[i]);
    }
  }

  @Test
  void equalsThePublishedCloseOfEverySymbolToATenTrillionth() throws IOException {
    PublishedCloses published = PublishedCloses.load(ShippedData.BARS);
    for (String symbol : ShippedData.bars().symbols()) {
      BarSeries series = ShippedData.bars().series(symbol).orElseThrow();
      double[] factors =
          new AdjustmentFactors(AdjustmentConvention.EXCLOSE, ShippedData.actions())
              .fullHistory(series);
      double last = published.of(symbol, date(series.last())).orElseThrow() / series.last().close();
      for (int i = 0; i < factors.length; i++) {
        Bar bar = series.bars().get(i);
        double ours = bar.close() * factors[i] * last;
        assertThat(ours / published.of(symbol, date(bar)).orElseThrow())
            .as("%s %s", symbol, bar.time())
            .isCloseTo(1, within(1e-13));
      }
    }
  }

  @Test
  void knowsAtABarNoLaterAction() {
    BarSeries series = ShippedData.bars().series("AAPL").orElseThrow();
    AdjustmentFactors factors =
        new AdjustmentFactors(AdjustmentConvention.EXCLOSE, ShippedData.actions());
    int before = at(series, LocalDate.of(2005, 2, 25));

    assertThat(factors.asOf(series, before)[before - 1]).isEqualTo(1);
    assertThat(factors.asOf(series, before + 1)[before]).isEqualTo(0.5);
    assertThat(factors.asOf(series, before)[0]).isEqualTo(0.5); // the split of 2000 alone
  }

  @Test
  void takesADividendOfTheDayOfASplitInOldShares() {
    BarSeries series = new BarSeries("X", List.of(bar("2013-02-05", 102), bar("2013-02-06", 50)));
    CorporateActions both =
        CorporateActions.of(
            List.of(
                action(CorporateAction.Type.SPLIT, 2), action(CorporateAction.Type.DIVIDEND, 2)));

    assertThat(new AdjustmentFactors(AdjustmentConvention.EXCLOSE, both).fullHistory(series)[0])
        .isCloseTo(100.0 / 102 / 2, within(1e-15));
    assertThat(new AdjustmentFactors(AdjustmentConvention.PREVCLOSE, both).fullHistory(series)[0])
        .isCloseTo((1 - 2.0 / 102) / 2, within(1e-15));
  }

  @Test
  void namesItsConventions() {
    assertThat(AdjustmentConvention.named("exclose")).contains(AdjustmentConvention.EXCLOSE);
    assertThat(AdjustmentConvention.named("prevclose")).contains(AdjustmentConvention.PREVCLOSE);
    assertThat(AdjustmentConvention.named("close")).isEmpty();
  }

  private static void near(Map<String, String> row, String column, double ours) {
    double expected = Double.parseDouble(row.get(column));
    assertThat(ours / expected).as("%s of %s", column, row).isCloseTo(1, within(DIGITS));
  }

  private static int at(BarSeries series, LocalDate date) {
    List<LocalDate> dates = new ArrayList<>();
    series.bars().forEach(bar -> dates.add(date(bar)));
    return dates.indexOf(date);
  }

  private static LocalDate date(Bar bar) {
    return LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
  }

  private static Bar bar(String date, double close) {
    return new Bar(
        "X", LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant(), 1, 1, 1, close, 1);
  }

  private static CorporateAction action(CorporateAction.Type type, int value) {
    return new CorporateAction("X", LocalDate.of(2013, 2, 6), type, BigDecimal.valueOf(value));
  }
}
