package dev.aurora.rules.language;

/** Whether a problem keeps a rule set from being used. */
public enum Severity {
  /** The rule set is refused. */
  ERROR,
  /** Worth a look; the rule set can be used. */
  WARNING
}
