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

/**
 * Shows that features do not look ahead: a row computed with everything known equals, bit for bit,
 * the row computed with all later bars and actions cut off.
 */
public final class LookaheadProof {

  private final CorporateActions actions;
  private final FeatureMode mode;

  public LookaheadProof(FeatureMode mode, CorporateActions actions) {
    this.mode = mode;
    this.actions = actions;
  }

  /** Times of bars, out of the first, middle and last row, whose features know the future. */
  public List<Instant> violations(BarSeries series) {
    int first = FeatureCalculator.WARM_UP_BARS;
    int last = series.size() - 1;
    List<Instant> violations = new ArrayList<>();
    for (int t : new int[] {first, (first + last) / 2, last}) {
      if (t >= first && t <= last && !isCausal(series, t)) {
        violations.add(series.bars().get(t).time());
      }
    }
    return violations;
  }

  private boolean isCausal(BarSeries series, int t) {
    BarSeries known = new BarSeries(series.symbol(), series.bars().subList(0, t + 1));
    FeatureRow then = new FeatureCalculator(mode, knownAt(known.last())).row(known, t);
    return new FeatureCalculator(mode, actions).row(series, t).equals(then);
  }

  private CorporateActions knownAt(Bar bar) {
    LocalDate date = LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
    List<CorporateAction> known = actions.between(bar.symbol(), LocalDate.MIN, date);
    return CorporateActions.of(known);
  }
}
