package dev.aurora.workflows.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What E2D decided.
 *
 * @param runId digest of the inputs
 * @param artifacts folder that holds the run's files
 * @param sane DataSanity is green; when it is not, nothing was decided
 * @param failingRules ids of the DataSanity rules that failed
 * @param skipped symbols that were left out, each with its reason
 * @param latencyMillis from bars to decisions; null when it was not measured
 */
public record E2dOutcome(
    String runId,
    String artifacts,
    boolean sane,
    List<String> failingRules,
    int buys,
    int sells,
    int holds,
    List<String> skipped,
    @Nullable Long latencyMillis) {

  public E2dOutcome {
    failingRules = List.copyOf(failingRules);
    skipped = List.copyOf(skipped);
  }

  public int decisions() {
    return buys + sells + holds;
  }
}
