package dev.aurora.service.e2d.sanity;

import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules about one bar's own numbers. */
final class ValueChecks {

  private final SanityProfile profile;
  private final Findings findings;

  ValueChecks(SanityProfile profile, Findings findings) {
    this.profile = profile;
    this.findings = findings;
  }

  void nanShare(List<BarSeries> series) {
    long missing = 0;
    long all = 0;
    for (BarSeries one : series) {
      for (Bar bar : one.bars()) {
        all += 5;
        missing += nans(bar);
      }
    }
    if (missing > profile.nanShareMax() * all) {
      findings.failure(
          SanityRule.NAN_SHARE,
          "",
          null,
          missing + " of " + all + " values are no number, bound " + profile.nanShareMax());
    }
  }

  private static int nans(Bar bar) {
    int count = 0;
    for (double value :
        new double[] {bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()}) {
      count += Double.isNaN(value) ? 1 : 0;
    }
    return count;
  }

  BarSeries check(BarSeries series) {
    List<Bar> bars = new ArrayList<>(series.size());
    Bar previous = null;
    for (Bar bar : series.bars()) {
      Bar checked = shape(volume(prices(bar, previous)));
      bars.add(checked);
      previous = checked;
    }
    return new BarSeries(series.symbol(), bars);
  }

  private Bar prices(Bar bar, @Nullable Bar previous) {
    SanityRule broken = brokenPriceRule(bar);
    if (broken == null) {
      return bar;
    }
    String detail =
        "open %s high %s low %s close %s, bound above 0 to %s"
            .formatted(bar.open(), bar.high(), bar.low(), bar.close(), profile.priceMax());
    if (previous == null) {
      findings.failure(broken, bar.symbol(), bar.time(), detail);
      return bar;
    }
    boolean repair =
        findings.violation(
            broken, bar.symbol(), bar.time(), detail, "carried the close before forward");
    double close = previous.close();
    return repair
        ? new Bar(bar.symbol(), bar.time(), close, close, close, close, bar.volume())
        : bar;
  }

  private @Nullable SanityRule brokenPriceRule(Bar bar) {
    SanityRule broken = null;
    for (double price : new double[] {bar.open(), bar.high(), bar.low(), bar.close()}) {
      if (!Double.isFinite(price)) {
        return SanityRule.FINITE;
      }
      if (price <= 0 || price > profile.priceMax()) {
        broken = SanityRule.PRICE_RANGE;
      }
    }
    return broken;
  }

  private Bar volume(Bar bar) {
    double volume = bar.volume();
    if (volume == 0) {
      findings.flag(SanityRule.VOLUME_ZERO, bar.symbol(), bar.time(), "no share traded");
    }
    boolean finite = Double.isFinite(volume);
    if (finite && volume >= 0 && volume <= profile.volumeMax()) {
      return bar;
    }
    boolean repair =
        findings.violation(
            finite ? SanityRule.VOLUME_RANGE : SanityRule.FINITE,
            bar.symbol(),
            bar.time(),
            "volume " + volume + ", bound 0 to " + profile.volumeMax(),
            "set to 0");
    return repair
        ? new Bar(bar.symbol(), bar.time(), bar.open(), bar.high(), bar.low(), bar.close(), 0)
        : bar;
  }

  private Bar shape(Bar bar) {
    double top = Math.max(bar.open(), bar.close());
    double bottom = Math.min(bar.open(), bar.close());
    Bar shaped = bar;
    if (bar.low() > bottom || bar.high() < top) {
      boolean repair =
          findings.violation(
              SanityRule.OHLC_ORDER,
              bar.symbol(),
              bar.time(),
              "open %s high %s low %s close %s"
                  .formatted(bar.open(), bar.high(), bar.low(), bar.close()),
              "widened high and low");
      if (repair) {
        double high = Math.max(bar.high(), top);
        double low = Math.min(bar.low(), bottom);
        shaped =
            new Bar(bar.symbol(), bar.time(), bar.open(), high, low, bar.close(), bar.volume());
      }
    }
    range(shaped);
    return shaped;
  }

  /** Multiplied out, so that a close of zero (already a violation) divides nothing. */
  private void range(Bar bar) {
    if (bar.high() - bar.low() > profile.barRangeMax() * bar.close()) {
      findings.failure(
          SanityRule.BAR_RANGE,
          bar.symbol(),
          bar.time(),
          "high %s low %s close %s, bound %s of the close"
              .formatted(bar.high(), bar.low(), bar.close(), profile.barRangeMax()));
    }
  }
}
