package dev.aurora.workflows.ruleset;

import java.util.Objects;

/**
 * What a person's approval asks of a release.
 *
 * @param approvalId which only the service writes, for a person whose token it has seen
 */
public record RuleReleaseCommand(String release, String approvalId) {

  public RuleReleaseCommand {
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(approvalId, "approvalId");
  }
}
