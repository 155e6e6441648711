package dev.aurora.workflows.rollout;

/** What can be asked of the builds. */
public enum BuildAction {
  /** All new executions take a build. */
  ADVANCE,
  /** A share of the new executions takes a build; a share of 0 takes none. */
  RAMP,
  /** The ramping build takes none any more; when none ramps, the build before is current again. */
  ROLLBACK
}
