package dev.aurora.rules.verdict;

/** Whether a rule binds or only records what it would have done. */
public enum Mode {
  ENFORCE,
  MONITOR
}
