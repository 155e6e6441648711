package dev.aurora.service.e2d.sanity;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The rules about a price against those before it: jumps and outliers. */
final class PriceChecks {

  /** Makes a median absolute deviation comparable to a standard deviation of normal data. */
  private static final double MAD_TO_SIGMA = 0.6745;

  private final SanityProfile profile;
  private final CorporateActions actions;
  private final Findings findings;

  PriceChecks(SanityProfile profile, CorporateActions actions, Findings findings) {
    this.profile = profile;
    this.actions = actions;
    this.findings = findings;
  }

  /** Bars whose closes are no prices are left out: other rules have named them already. */
  void check(BarSeries series) {
    List<Bar> bars =
        series.bars().stream().filter(b -> Double.isFinite(b.close()) && b.close() > 0).toList();
    double[] level = new double[bars.size()];
    for (int i = 0; i < level.length; i++) {
      double step = i == 0 ? 0 : explainedReturn(bars.get(i - 1), bars.get(i));
      level[i] = i == 0 ? 0 : level[i - 1] + step;
      if (Math.abs(step) > profile.logReturnMax()) {
        findings.failure(
            SanityRule.RETURN_JUMP,
            series.symbol(),
            bars.get(i).time(),
            String.format(
                Locale.ROOT,
                "close %s after %s is a log return of %.4f, bound %s, which no known corporate"
                    + " action explains",
                bars.get(i).close(),
                bars.get(i - 1).close(),
                step,
                profile.logReturnMax()));
      }
    }
    outliers(bars, level);
  }

  /**
   * Log return after known actions: splits and dividends with an ex date after the earlier bar and
   * not after the later one. An action that the price does not show is a jump, too.
   */
  private double explainedReturn(Bar before, Bar bar) {
    double factor = 1;
    double cash = 0;
    for (CorporateAction action : actions.between(bar.symbol(), date(before), date(bar))) {
      switch (action.type()) {
        case SPLIT -> factor *= action.value().doubleValue();
        case DIVIDEND -> cash += action.value().doubleValue();
        // Bars of the vanished symbol after its merger have nothing that explains them.
        case MERGER -> {}
      }
    }
    return StrictMath.log((bar.close() * factor + cash) / before.close());
  }

  private static LocalDate date(Bar bar) {
    return LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
  }

  /** Scores log prices relative to the first, free of corporate actions. */
  private void outliers(List<Bar> bars, double[] level) {
    int first = Math.max(profile.robustWindowMin() - 1, level.length - profile.robustBarsJudged());
    for (int i = first; i < level.length; i++) {
      double score = score(level, i);
      if (score > profile.robustScoreMax()) {
        findings.failure(
            SanityRule.PRICE_OUTLIER,
            bars.get(i).symbol(),
            bars.get(i).time(),
            String.format(
                Locale.ROOT,
                "close %s has a robust score of %.2f, bound %s",
                bars.get(i).close(),
                score,
                profile.robustScoreMax()));
      }
    }
  }

  /** Where half the window is one price the deviation is zero: any other price is infinite. */
  private double score(double[] level, int at) {
    double[] window =
        Arrays.copyOfRange(level, Math.max(0, at + 1 - profile.robustWindowMax()), at + 1);
    double median = median(window);
    double[] deviations = new double[window.length];
    for (int i = 0; i < window.length; i++) {
      deviations[i] = Math.abs(window[i] - median);
    }
    double mad = median(deviations);
    double deviation = MAD_TO_SIGMA * Math.abs(level[at] - median);
    return deviation == 0 ? 0 : deviation / mad;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
