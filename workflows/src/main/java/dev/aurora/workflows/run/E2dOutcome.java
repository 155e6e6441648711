package dev.aurora.workflows.run;

import java.util.List;

/**
 * What E2D decided.
 *
 * @param runId digest of the inputs
 * @param artifacts folder that holds the run's files
 * @param sane DataSanity is green; when it is not, nothing was decided
 * @param failingRules ids of the DataSanity rules that failed
 * @param skipped symbols that were left out, each with its reason
 */
public record E2dOutcome(
    String runId,
    String artifacts,
    boolean sane,
    List<String> failingRules,
    int buys,
    int sells,
    int holds,
    List<String> skipped) {

  public E2dOutcome {
    failingRules = List.copyOf(failingRules);
    skipped = List.copyOf(skipped);
  }

  public int decisions() {
    return buys + sells + holds;
  }
}
