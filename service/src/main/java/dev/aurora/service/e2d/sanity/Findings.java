package dev.aurora.service.e2d.sanity;

import dev.aurora.service.market.BarSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings while one set of bars is judged. Used by one thread. */
final class Findings {

  private final SanityProfile profile;
  private final List<SanityFinding> failures = new ArrayList<>();
  private final List<SanityFinding> repairs = new ArrayList<>();
  private final List<SanityFinding> flags = new ArrayList<>();

  Findings(SanityProfile profile) {
    this.profile = profile;
  }

  /**
   * Notes a violation.
   *
   * @param repair what a repair would do
   * @return whether the caller is to repair it
   */
  boolean violation(
      SanityRule rule, String symbol, @Nullable Instant time, String detail, String repair) {
    if (profile.repairs() && rule.isRepairable()) {
      repairs.add(new SanityFinding(rule, symbol, time, detail + "; " + repair));
      return true;
    }
    failures.add(new SanityFinding(rule, symbol, time, detail));
    return false;
  }

  /** Notes a violation that nothing can repair. */
  void failure(SanityRule rule, String symbol, @Nullable Instant time, String detail) {
    failures.add(new SanityFinding(rule, symbol, time, detail));
  }

  /** Notes something that stops nothing. */
  void flag(SanityRule rule, String symbol, @Nullable Instant time, String detail) {
    flags.add(new SanityFinding(rule, symbol, time, detail));
  }

  SanityReport report(List<BarSeries> bars) {
    return new SanityReport(failures, repairs, flags, bars);
  }
}
