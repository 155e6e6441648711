package dev.aurora.service.e2d;

import dev.aurora.service.e2d.feature.FeatureMode;
import dev.aurora.service.e2d.feature.LookaheadProof;
import dev.aurora.service.e2d.sanity.DataSanity;
import dev.aurora.service.e2d.sanity.SanityFinding;
import dev.aurora.service.e2d.sanity.SanityReport;
import dev.aurora.service.e2d.sanity.SanityRule;
import dev.aurora.service.market.BarFormatException;
import dev.aurora.service.market.BarSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** DataSanity for one run: its rules over the bars, and the proof that no feature looks ahead. */
final class SanityJudge {

  private final RunInputs inputs;

  SanityJudge(RunInputs inputs) {
    this.inputs = inputs;
  }

  SanityReport judge(List<BarSeries> bars) {
    BarFormatException unreadable = inputs.unreadable();
    if (unreadable != null) {
      return SanityReport.unreadable(unreadable);
    }
    SanityReport report =
        new DataSanity(inputs.strategy().sanity(), inputs.market().calendar(), inputs.actions())
            .check(bars, inputs.market().interval(), inputs.market().knownAt());
    return report.ok() ? withLookaheadProof(report) : report;
  }

  private SanityReport withLookaheadProof(SanityReport report) {
    LookaheadProof proof = new LookaheadProof(FeatureMode.AS_OF, inputs.actions());
    List<SanityFinding> failures = new ArrayList<>();
    for (BarSeries series : report.bars()) {
      for (Instant time : proof.violations(series)) {
        failures.add(
            new SanityFinding(
                SanityRule.LOOKAHEAD,
                series.symbol(),
                time,
                "the features change when later bars are cut off"));
      }
    }
    return new SanityReport(failures, report.repairs(), report.flags(), report.bars());
  }
}
