package dev.aurora.workflows.ruleset;

import java.util.List;

/**
 * Where a release stands.
 *
 * @param proofs what was shown of it, one sentence each
 * @param answered what became of each command, the oldest first
 */
public record RuleReleaseState(
    RuleReleaseStage stage, String detail, List<String> proofs, List<RuleReleaseAnswer> answered) {

  public RuleReleaseState {
    proofs = List.copyOf(proofs);
    answered = List.copyOf(answered);
  }
}
