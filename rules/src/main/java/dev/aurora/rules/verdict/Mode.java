package dev.aurora.rules.verdict;

import java.util.List;

/** Whether a breach binds or only records what it would have done. */
public enum Mode {
  ENFORCE,
  MONITOR,
  /** It would have bound, and two persons let it pass: no mode of a rule, only of a breach. */
  OVERRIDDEN;

  /** The modes that a rule may be written with. */
  public static final List<Mode> OF_RULES = List.of(ENFORCE, MONITOR);
}
