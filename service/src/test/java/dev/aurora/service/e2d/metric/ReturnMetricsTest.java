package dev.aurora.service.e2d.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.testing.Oracle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnMetricsTest {

  /** Two independent judges, prefixed ep and qs, and the arithmetic by hand, f. */
  @Test
  void equalsEveryIndependentJudgeOnEveryCase() throws IOException {
    JsonNode cases = Json.read(Oracle.open("return_metrics.json.gz").readAllBytes());
    assertThat(cases).hasSize(5);
    for (JsonNode one : cases) {
      double[] returns = series(one.get("id").asText());
      assertThat(returns).hasSize(one.get("n").asInt());
      ReturnMetrics metrics = ReturnMetrics.of(returns);

      holds(one, "total_return", metrics.totalReturn());
      holds(one, "ep_max_drawdown", metrics.drawdown());
      holds(one, "qs_max_drawdown", metrics.drawdown());
      holds(one, "f_maxdd_from_initial", metrics.drawdown());
      holds(one, "ep_sharpe_252", metrics.sharpe());
      holds(one, "qs_sharpe_252", metrics.sharpe());
      holds(one, "f_sharpe", metrics.sharpe());
      holds(one, "ep_sortino_252", metrics.sortino());
      holds(one, "qs_sortino_252", metrics.sortino());
      holds(one, "ep_annual_return", metrics.annualReturn());
      holds(one, "qs_cagr_252", metrics.annualReturn());
      holds(one, "ep_annual_vol", metrics.volatility());
      holds(one, "qs_vol_252", metrics.volatility());
    }
  }

  @Test
  void countsAFirstLossFromAStartOfOne() {
    assertThat(ReturnMetrics.of(new double[] {-0.1, 0.05}).drawdown())
        .isCloseTo(-0.1, within(1e-15));
  }

  @Test
  void measuresADrawdownFromTheHighestValueBefore() {
    assertThat(ReturnMetrics.of(new double[] {1, -0.5, 0.1, -0.2, 3}).drawdown())
        .isCloseTo(-0.56, within(1e-15));
  }

  @Test
  void hasNoRatioWhereNothingVariesOrNothingIsLost() {
    ReturnMetrics flat = ReturnMetrics.of(new double[] {0, 0, 0});
    assertThat(flat).isEqualTo(new ReturnMetrics(0, 0, 0.0, null, null, 0));
    assertThat(ReturnMetrics.of(new double[] {0.01, 0.02}).sortino()).isNull();
  }

  @Test
  void hasNoDeviationOfOneReturn() {
    ReturnMetrics one = ReturnMetrics.of(new double[] {-0.5});

    assertThat(one.volatility()).isNull();
    assertThat(one.sharpe()).isNull();
    assertThat(one.sortino()).isCloseTo(-Math.sqrt(252), within(1e-12));
  }

  @Test
  void endsATotalLossAtMinusOne() {
    ReturnMetrics lost = ReturnMetrics.of(new double[] {0.5, -1, 0.5});

    assertThat(lost.totalReturn()).isEqualTo(-1);
    assertThat(lost.annualReturn()).isEqualTo(-1);
    assertThat(lost.drawdown()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0000001})
  void refusesWhatIsNoReturn(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReturnMetrics.of(new double[] {0.1, value}))
        .withMessageContaining(String.valueOf(value));
  }

  @Test
  void refusesAnEmptySeries() {
    assertThatIllegalArgumentException().isThrownBy(() -> ReturnMetrics.of(new double[0]));
  }

  private static void holds(JsonNode one, String key, @Nullable Double value) {
    JsonNode expected = one.get(key);
    if (expected.isNull()) {
      assertThat(value).as("%s %s", one.get("id"), key).isNull();
    } else {
      assertThat(value)
          .as("%s %s", one.get("id"), key)
          .isCloseTo(expected.asDouble(), within(1e-10 * Math.max(1, expected.asDouble())));
    }
  }

  private static double[] series(String id) {
    return Oracle.csv("return_series.csv.gz").stream()
        .filter(row -> row.get("id").equals(id))
        .mapToDouble(row -> Double.parseDouble(row.get("ret")))
        .toArray();
  }
}
