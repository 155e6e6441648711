package dev.aurora.workflows.ruleset;

import java.util.Objects;

/**
 * A proposed rule set.
 *
 * @param release digest of rules, limits, cases and reports
 * @param ruleSet digest of rules and limits alone: what verdicts name
 * @param shadowSeconds how long it judges beside the live set; 0 = not at all
 * @param lastsSeconds from its activation to its end; 0 = it stays
 */
public record RuleReleaseInput(
    String release,
    String ruleSet,
    String proposedBy,
    String reason,
    long shadowSeconds,
    long lastsSeconds) {

  public RuleReleaseInput {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(ruleSet, "ruleSet");
    Objects.requireNonNull(proposedBy, "proposedBy");
    Objects.requireNonNull(reason, "reason");
  }
}
