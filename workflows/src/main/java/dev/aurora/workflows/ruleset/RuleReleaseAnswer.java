package dev.aurora.workflows.ruleset;

import java.util.Objects;

/**
 * What became of a command.
 *
 * @param detail one sentence for a person
 */
public record RuleReleaseAnswer(Outcome outcome, String detail) {

  /** What became of it. */
  public enum Outcome {
    DONE,
    /** Some worker is not ready: asked again in a moment it may be. */
    NOT_YET,
    REFUSED
  }

  public RuleReleaseAnswer {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(detail, "detail");
  }

  static RuleReleaseAnswer refused(String detail) {
    return new RuleReleaseAnswer(Outcome.REFUSED, detail);
  }
}
