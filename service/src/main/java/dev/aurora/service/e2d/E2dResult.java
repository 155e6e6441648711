package dev.aurora.service.e2d;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.sanity.SanityReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended. A run that failed is a result, not an exception: it has no decisions, and says
 * why.
 *
 * @param runId digest of the inputs, 32 hex digits; the same inputs have the same id
 * @param artifacts its folder
 * @param strategy name of the strategy
 * @param account account that sizes were computed for
 * @param asOf start of the newest bar that was known (a daily bar: its date at 00:00 UTC)
 * @param knownAt moment from which that was known (a daily bar: its session's close)
 * @param decisions in the order of the strategy's symbols; empty when it failed
 * @param skipped symbols with too little history
 * @param sanity what DataSanity said
 * @param failure why there are no decisions; null when there are
 * @param stagesResumed stages taken over from an earlier, interrupted run of the same inputs
 * @param elapsed from bars in hand to artifacts written
 */
public record E2dResult(
    String runId,
    ArtifactFolder artifacts,
    String strategy,
    String account,
    Instant asOf,
    Instant knownAt,
    List<Decision> decisions,
    List<SkippedSymbol> skipped,
    SanityReport sanity,
    @Nullable String failure,
    int stagesResumed,
    Duration elapsed) {

  public E2dResult {
    decisions = List.copyOf(decisions);
    skipped = List.copyOf(skipped);
    Objects.requireNonNull(sanity, "sanity");
    if (failure != null && !decisions.isEmpty()) {
      throw new IllegalArgumentException("a failed run has no decisions");
    }
  }

  /** Whether there are decisions to act on. */
  public boolean succeeded() {
    return failure == null;
  }
}
