package dev.aurora.service.e2d.sanity;

import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges bars by every {@link SanityRule}. A pure function of its input: no clock, no state, safe
 * to share. Symbols are judged one by one; no rule looks into another symbol, and no repair looks
 * at a later bar.
 */
public final class DataSanity {

  private final SanityProfile profile;
  private final TradingCalendar calendar;
  private final CorporateActions actions;

  public DataSanity(SanityProfile profile, TradingCalendar calendar, CorporateActions actions) {
    this.profile = profile;
    this.calendar = calendar;
    this.actions = actions;
  }

  /**
   * Judges the bars of some symbols.
   *
   * @param series bars by symbol, in the order of their source
   * @param interval length of the bars
   * @param asOf what is known: a bar complete only after it is a look into the future
   */
  public SanityReport check(List<BarSeries> series, BarInterval interval, Instant asOf) {
    if (series.stream().allMatch(s -> s.bars().isEmpty())) {
      return SanityReport.failed(SanityRule.NOT_EMPTY, "no bars up to " + asOf);
    }
    Findings findings = new Findings(profile);
    TimeChecks times = new TimeChecks(calendar, interval, asOf, findings);
    ValueChecks values = new ValueChecks(profile, findings);
    PriceChecks prices = new PriceChecks(profile, actions, findings);
    List<BarSeries> judged = new ArrayList<>();
    values.nanShare(series);
    for (BarSeries one : series) {
      BarSeries inTime = times.check(one);
      BarSeries valued = values.check(inTime);
      prices.check(valued);
      judged.add(valued);
    }
    return findings.report(judged);
  }
}
