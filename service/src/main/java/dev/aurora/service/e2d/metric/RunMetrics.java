package dev.aurora.service.e2d.metric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.model.Prediction;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateActions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code metrics.json} of one run. A run sees predictions and, for all but the newest, the
 * return that followed; it sees no orders, fills or weights over time, so those are null with the
 * reason, never zero.
 */
public final class RunMetrics {

  private final CorporateActions actions;

  public RunMetrics(CorporateActions actions) {
    this.actions = actions;
  }

  /** The whole file. */
  public byte[] bytes(List<BarSeries> bars, List<Prediction> predictions) {
    RankCorrelation correlation = correlation(bars, predictions);
    ObjectNode json = Json.mapper().createObjectNode();
    json.putObject("ic_spearman")
        .put("value", correlation.value())
        .put("pairsUsed", correlation.pairsUsed())
        .put("minPairs", RankCorrelation.MIN_PAIRS);
    unknown(json, "turnover", "needs weights of at least two periods; a run has one");
    unknown(json, "fill_rate", "no orders in a decision run");
    unknown(json, "drawdown", "no equity curve in a decision run");
    return Json.pretty(json);
  }

  private static void unknown(ObjectNode json, String metric, String reason) {
    json.putObject(metric).putNull("value").put("reason", reason);
  }

  private RankCorrelation correlation(List<BarSeries> bars, List<Prediction> predictions) {
    Map<String, Map<Instant, Double>> next = new HashMap<>();
    bars.forEach(series -> next.put(series.symbol(), NextReturns.of(series, actions)));
    double[] predicted = new double[predictions.size()];
    double[] followed = new double[predictions.size()];
    for (int i = 0; i < predicted.length; i++) {
      Prediction prediction = predictions.get(i);
      predicted[i] = prediction.value();
      followed[i] =
          next.getOrDefault(prediction.symbol(), Map.of())
              .getOrDefault(prediction.time(), Double.NaN);
    }
    return RankCorrelation.of(predicted, followed);
  }
}
