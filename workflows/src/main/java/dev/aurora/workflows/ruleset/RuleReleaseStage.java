package dev.aurora.workflows.ruleset;

/** How far a release has come. */
public enum RuleReleaseStage {
  /** It is checked, tested, replayed. */
  PROVING,
  /** It judges real orders beside the live set. */
  SHADOW,
  /** It waits for the second person. */
  PROPOSED,
  /** It waits for the word to be activated. */
  APPROVED,
  /** It answers every check. */
  IN_FORCE,
  /** Another set lies over it; it is in force again when that one is taken away. */
  SUPERSEDED,
  /** It was in force, and a person went back. */
  REVERTED,
  /** It was in force for the time that it was meant for. */
  EXPIRED,
  /** Nobody approved or activated it in time. */
  LAPSED,
  /** A proof of it failed. */
  REFUSED
}
