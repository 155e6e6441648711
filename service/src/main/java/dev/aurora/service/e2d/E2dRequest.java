package dev.aurora.service.e2d;

import dev.aurora.service.e2d.decision.Strategy;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to run. Holdings are no part of it: decisions are target positions.
 *
 * @param strategyFile YAML with symbols, model, thresholds and sizing
 * @param asOf up to when the market is known
 * @param bars CSV file or folder of such
 * @param corporateActions CSV of splits and dividends; null when none is known, and then a split
 *     fails DataSanity as a jump
 * @param artifactsRoot folder that gets one folder a run
 * @param account account to size for; null for the one in the strategy file
 * @param ruleSet digest of the active rule set, recorded in the summary; null when there is none
 */
public record E2dRequest(
    Path strategyFile,
    AsOf asOf,
    Path bars,
    @Nullable Path corporateActions,
    Path artifactsRoot,
    Strategy.@Nullable Account account,
    @Nullable String ruleSet) {

  public E2dRequest {
    Objects.requireNonNull(strategyFile, "strategyFile");
    Objects.requireNonNull(asOf, "asOf");
    Objects.requireNonNull(bars, "bars");
    Objects.requireNonNull(artifactsRoot, "artifactsRoot");
  }

  /** A request with the strategy's own account and no rule set. */
  public static E2dRequest of(
      Path strategyFile,
      AsOf asOf,
      Path bars,
      @Nullable Path corporateActions,
      Path artifactsRoot) {
    return new E2dRequest(strategyFile, asOf, bars, corporateActions, artifactsRoot, null, null);
  }
}
