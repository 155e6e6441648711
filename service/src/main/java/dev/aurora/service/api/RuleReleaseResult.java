package dev.aurora.service.api;

import java.util.List;

/**
 * What came of a step of a release.
 *
 * @param release digest of rules, limits, cases and reports
 * @param ruleSet digest of rules and limits alone: what verdicts name
 * @param lines what there is to know, one sentence each
 * @param workflowId its page in the Temporal web UI
 */
public record RuleReleaseResult(
    String release, String ruleSet, List<String> lines, String workflowId) {

  public RuleReleaseResult {
    lines = List.copyOf(lines);
  }
}
