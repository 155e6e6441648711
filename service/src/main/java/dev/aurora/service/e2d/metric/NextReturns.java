package dev.aurora.service.e2d.metric;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateActions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The label: what the bar after each bar brought. Pure. */
public final class NextReturns {

  private NextReturns() {}

  /**
   * Split-adjusted simple return of the bar after each bar, by the time of the bar before it; none
   * for the newest, nobody knows it yet.
   */
  public static Map<Instant, Double> of(BarSeries series, CorporateActions actions) {
    Map<Instant, Double> returns = new HashMap<>();
    for (int i = 1; i < series.size(); i++) {
      Bar before = series.bars().get(i - 1);
      Bar bar = series.bars().get(i);
      double ratio = actions.splitRatio(series.symbol(), date(before), date(bar));
      returns.put(before.time(), bar.close() * ratio / before.close() - 1);
    }
    return returns;
  }

  private static LocalDate date(Bar bar) {
    return LocalDate.ofInstant(bar.time(), ZoneOffset.UTC);
  }
}
