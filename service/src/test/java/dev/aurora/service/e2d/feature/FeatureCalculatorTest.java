package dev.aurora.service.e2d.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.testing.Oracle;
import dev.aurora.service.testing.ShippedData;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureCalculatorTest {

  private static final CorporateActions ACTIONS = ShippedData.actions();

  @ParameterizedTest
  @ValueSource(strings = {"AAPL", "IBM"})
  void equalsIndependentFeaturesWithinTwoFloatStepsOnEveryBar(String symbol) {
    List<Map<String, String>> oracle =
        Oracle.csv("features_float64.csv.gz").stream()
            .filter(r -> symbol.equals(r.get("symbol")))
            .toList();
    List<FeatureRow> rows =
        new FeatureCalculator(FeatureMode.FULL_HISTORY, ACTIONS)
            .rows(series(symbol)).stream().limit(oracle.size()).toList();

    assertThat(oracle).hasSizeGreaterThan(3_200);
    for (int i = 0; i < rows.size(); i++) {
      FeatureRow row = rows.get(i);
      assertThat(row.time()).isEqualTo(oracle.get(i).get("date") + "T00:00:00Z");
      float[] values = row.values();
      for (int f = 0; f < values.length; f++) {
        float expected = (float) Double.parseDouble(oracle.get(i).get(FeatureRow.COLUMNS.get(f)));
        assertThat(Math.abs(values[f] - expected))
            .as("%s %s", row, FeatureRow.COLUMNS.get(f))
            .isLessThanOrEqualTo(2 * Math.ulp(expected));
      }
    }
  }

  @Test
  void neverChangesARowWhenTheFutureIsCutOff() {
    BarSeries whole = series("AAPL");
    List<FeatureRow> rows = new FeatureCalculator(FeatureMode.AS_OF, ACTIONS).rows(whole);

    for (int t = FeatureCalculator.WARM_UP_BARS; t < whole.size(); t++) {
      BarSeries known = new BarSeries("AAPL", whole.bars().subList(0, t + 1));
      assertThat(
              new FeatureCalculator(FeatureMode.AS_OF, knownAt(known.last().time())).row(known, t))
          .isEqualTo(rows.get(t - FeatureCalculator.WARM_UP_BARS));
    }
  }

  @Test
  void provesThatAsOfIsCausalAndFullHistoryIsNot() {
    BarSeries beforeTheSplit = new BarSeries("AAPL", series("AAPL").bars().subList(0, 60));

    assertThat(new LookaheadProof(FeatureMode.AS_OF, ACTIONS).violations(beforeTheSplit)).isEmpty();
    assertThat(new LookaheadProof(FeatureMode.FULL_HISTORY, ACTIONS).violations(beforeTheSplit))
        .hasSize(3);
  }

  @Test
  void changesARowWithHindsightOnlyInFullHistory() {
    BarSeries beforeTheSplit = new BarSeries("AAPL", series("AAPL").bars().subList(0, 40));

    FeatureRow asOf = new FeatureCalculator(FeatureMode.AS_OF, ACTIONS).row(beforeTheSplit, 39);
    FeatureRow hindsight =
        new FeatureCalculator(FeatureMode.FULL_HISTORY, ACTIONS).row(beforeTheSplit, 39);

    assertThat(asOf.sma10()).isEqualTo(4 * hindsight.sma10());
    assertThat(asOf.ret1dLag1()).isEqualTo(hindsight.ret1dLag1());
  }

  @Test
  void hasNoRowForTheFirstTwentyBarsAndNoneForAShortSeries() {
    BarSeries whole = series("FB");
    FeatureCalculator calculator = new FeatureCalculator(FeatureMode.AS_OF, ACTIONS);

    assertThat(calculator.rows(whole)).hasSize(whole.size() - 20);
    assertThat(calculator.rows(new BarSeries("FB", whole.bars().subList(0, 20)))).isEmpty();
  }

  @Test
  void givesTheSameRowWhereverTheHistoryStarts() {
    BarSeries whole = series("MSFT");
    FeatureCalculator calculator = new FeatureCalculator(FeatureMode.AS_OF, ACTIONS);

    assertThat(calculator.rows(whole.newest(21)).getLast())
        .isEqualTo(calculator.rows(whole).getLast());
  }

  @Test
  void putsRelativeStrengthAtItsEndsWithoutLossesOrGains() {
    double[] up = closes(1);
    double[] down = closes(-1);
    double[] flat = closes(0);

    assertThat(FeatureMath.relativeStrength(up, 14)).isEqualTo(100);
    assertThat(FeatureMath.relativeStrength(down, 14)).isZero();
    assertThat(FeatureMath.relativeStrength(flat, 14)).isEqualTo(50);
  }

  private static double[] closes(int step) {
    double[] closes = new double[20];
    for (int i = 0; i < closes.length; i++) {
      closes[i] = 100 + step * i;
    }
    return closes;
  }

  private static CorporateActions knownAt(Instant time) {
    List<CorporateAction> known =
        ACTIONS.of("AAPL").stream()
            .filter(a -> !a.exDate().atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(time))
            .toList();
    return CorporateActions.of(known);
  }

  private static BarSeries series(String symbol) {
    return ShippedData.bars().series(symbol).orElseThrow();
  }
}
