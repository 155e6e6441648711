package dev.aurora.workflows.ruleset;

import java.util.Objects;

/**
 * What came of a step.
 *
 * @param passed whether the release goes on
 * @param detail one sentence for a person
 */
public record RuleReleaseStep(boolean passed, String detail) {

  public RuleReleaseStep {
    Objects.requireNonNull(detail, "detail");
  }
}
