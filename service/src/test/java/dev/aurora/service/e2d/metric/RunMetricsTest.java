package dev.aurora.service.e2d.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.model.Prediction;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunMetricsTest {

  private static final Instant FIRST = Instant.parse("2013-02-01T00:00:00Z");

  /** Eleven bars, so ten returns: +1, -1, +2, -2 ... percent, roughly. */
  private static final double[] CLOSES = {100, 101, 100, 102, 100, 103, 100, 104, 100, 105, 100};

  @Test
  void correlatesEachPredictionWithTheReturnThatFollowedIt() throws IOException {
    JsonNode metric = metric(CorporateActions.none(), CLOSES, returns(CLOSES));

    assertThat(metric.get("value").asDouble()).isCloseTo(1, within(1e-12));
    assertThat(metric.get("pairsUsed").asInt()).isEqualTo(10);
    assertThat(metric.get("minPairs").asInt()).isEqualTo(10);
  }

  @Test
  void seesThatPredictionsWereTheWrongWayRound() throws IOException {
    double[] wrong = returns(CLOSES);
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = -wrong[i];
    }

    assertThat(metric(CorporateActions.none(), CLOSES, wrong).get("value").asDouble())
        .isCloseTo(-1, within(1e-12));
  }

  @Test
  void takesASplitForNoLoss() throws IOException {
    // Two for one from the sixth bar on: prices halve, and nobody lost anything.
    double[] halved = CLOSES.clone();
    for (int i = 5; i < halved.length; i++) {
      halved[i] /= 2;
    }
    CorporateActions split =
        CorporateActions.of(
            List.of(
                new CorporateAction(
                    "X",
                    LocalDate.of(2013, 2, 6),
                    CorporateAction.Type.SPLIT,
                    BigDecimal.valueOf(2))));

    assertThat(metric(split, halved, returns(CLOSES)).get("value").asDouble())
        .isCloseTo(1, within(1e-12));
    assertThat(metric(CorporateActions.none(), halved, returns(CLOSES)).get("value").asDouble())
        .isLessThan(0.9);
  }

  @Test
  void dropsWhatNothingFollowedYetAndSymbolsWithoutBars() throws IOException {
    List<Prediction> predictions = predictions("X", returns(CLOSES));
    predictions.add(new Prediction("X", FIRST.plus(10, ChronoUnit.DAYS), 9));
    predictions.add(new Prediction("Y", FIRST, -9));

    JsonNode metric = metric(CorporateActions.none(), CLOSES, predictions);

    assertThat(metric.get("value").asDouble()).isCloseTo(1, within(1e-12));
    assertThat(metric.get("pairsUsed").asInt()).isEqualTo(10);
  }

  @Test
  void saysWhatARunCannotKnowAndNeverZero() throws IOException {
    JsonNode all = all(CorporateActions.none(), CLOSES, predictions("X", new double[0]));

    assertThat(all.get("ic_spearman").get("value").isNull()).isTrue();
    for (String metric : List.of("turnover", "fill_rate", "drawdown")) {
      assertThat(all.get(metric).get("value").isNull()).as(metric).isTrue();
      assertThat(all.get(metric).get("reason").asText()).as(metric).isNotBlank();
    }
  }

  private static JsonNode metric(CorporateActions actions, double[] closes, double[] predicted)
      throws IOException {
    return metric(actions, closes, predictions("X", predicted));
  }

  private static JsonNode metric(
      CorporateActions actions, double[] closes, List<Prediction> predictions) throws IOException {
    return all(actions, closes, predictions).get("ic_spearman");
  }

  private static JsonNode all(
      CorporateActions actions, double[] closes, List<Prediction> predictions) throws IOException {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < closes.length; i++) {
      bars.add(new Bar("X", FIRST.plus(i, ChronoUnit.DAYS), 1, 1, 1, closes[i], 1));
    }
    return Json.read(new RunMetrics(actions).bytes(List.of(new BarSeries("X", bars)), predictions));
  }

  private static double[] returns(double[] closes) {
    double[] returns = new double[closes.length - 1];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = closes[i + 1] / closes[i] - 1;
    }
    return returns;
  }

  private static List<Prediction> predictions(String symbol, double[] values) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      predictions.add(new Prediction(symbol, FIRST.plus(i, ChronoUnit.DAYS), (float) values[i]));
    }
    return predictions;
  }
}
