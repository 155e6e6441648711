package dev.aurora.service.ruleset;

import dev.aurora.workflows.ruleset.RuleReleaseStage;
import java.time.Instant;
import java.util.List;

/** How far a release has come, told from its steps. */
final class ReleaseStages {

  private ReleaseStages() {}

  /**
   * @param release one that the standing has steps of
   */
  static RuleReleaseStage of(ReleaseStanding standing, String release, Instant now) {
    List<ReleaseEntry> steps = standing.steps(release);
    return switch (steps.getLast().action()) {
      case PROPOSED, SHADOW_ENDED -> RuleReleaseStage.PROPOSED;
      case SHADOW_BEGUN -> RuleReleaseStage.SHADOW;
      case APPROVED -> RuleReleaseStage.APPROVED;
      case LAPSED -> RuleReleaseStage.LAPSED;
      case EXPIRED -> RuleReleaseStage.EXPIRED;
      case ADOPTED, ACTIVATED, REVERTED -> wasInForce(standing, steps.getLast(), now);
    };
  }

  private static RuleReleaseStage wasInForce(
      ReleaseStanding standing, ReleaseEntry last, Instant now) {
    String release = last.release();
    if (standing.inForce(now).filter(top -> top.release().equals(release)).isPresent()) {
      return RuleReleaseStage.IN_FORCE;
    }
    if (standing.layers(now).stream().anyMatch(layer -> layer.release().equals(release))) {
      return RuleReleaseStage.SUPERSEDED;
    }
    return last.overAt(now) ? RuleReleaseStage.EXPIRED : RuleReleaseStage.REVERTED;
  }
}
