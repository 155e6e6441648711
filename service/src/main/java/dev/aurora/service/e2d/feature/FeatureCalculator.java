package dev.aurora.service.e2d.feature;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Computes the features of each bar from the {@value #WARM_UP_BARS} bars before it, on
 * split-adjusted closes. In {@link FeatureMode#AS_OF} a split counts from its ex date on, so a row
 * never changes when later bars or later splits become known. A window never reaches into another
 * symbol: one series is one symbol. Pure and thread-safe.
 */
public final class FeatureCalculator {

  /** Bars at the start of a series that get no row. */
  public static final int WARM_UP_BARS = 20;

  private final FeatureMode mode;
  private final CorporateActions actions;

  public FeatureCalculator(FeatureMode mode, CorporateActions actions) {
    this.mode = Objects.requireNonNull(mode, "mode");
    this.actions = Objects.requireNonNull(actions, "actions");
  }

  /** One row for every bar but the first {@value #WARM_UP_BARS}; none for a shorter series. */
  public List<FeatureRow> rows(BarSeries series) {
    List<Split> splits = splits(series.symbol());
    List<FeatureRow> rows = new ArrayList<>();
    for (int t = WARM_UP_BARS; t < series.size(); t++) {
      rows.add(row(series, t, splits));
    }
    return rows;
  }

  /**
   * The row of the bar at index {@code t}.
   *
   * @throws IndexOutOfBoundsException if the bar has not enough bars before it
   */
  public FeatureRow row(BarSeries series, int t) {
    return row(series, Objects.checkIndex(t, series.size()), splits(series.symbol()));
  }

  private FeatureRow row(BarSeries series, int t, List<Split> splits) {
    Bar bar = series.bars().get(t);
    double[] closes = closes(series, t, splits);
    return new FeatureRow(
        series.symbol(),
        bar.time(),
        (float) FeatureMath.lastReturn(closes),
        (float) FeatureMath.mean(closes, 10),
        (float) FeatureMath.mean(closes, 20),
        (float) FeatureMath.volatility(closes, 10),
        (float) FeatureMath.relativeStrength(closes, 14));
  }

  /** Closes of the bars before t in the share count of t (as-of) or of the end of all history. */
  private double[] closes(BarSeries series, int t, List<Split> splits) {
    Instant now = series.bars().get(t).time();
    double[] closes = new double[WARM_UP_BARS];
    for (int i = 0; i < WARM_UP_BARS; i++) {
      Bar bar = series.bars().get(t - WARM_UP_BARS + i);
      double ratio = 1;
      for (Split split : splits) {
        boolean known = mode == FeatureMode.FULL_HISTORY || !split.effective().isAfter(now);
        if (known && split.effective().isAfter(bar.time())) {
          ratio *= split.ratio();
        }
      }
      closes[i] = bar.close() / ratio;
    }
    return closes;
  }

  private List<Split> splits(String symbol) {
    return actions.of(symbol).stream()
        .filter(a -> a.type() == CorporateAction.Type.SPLIT)
        .map(a -> new Split(midnight(a.exDate()), a.value().doubleValue()))
        .toList();
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** A split and the time of the first daily bar in new shares. */
  private record Split(Instant effective, double ratio) {}
}
