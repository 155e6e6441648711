package dev.aurora.workflows.run;

/** Change ids of decision runs: histories hold them, so none is ever renamed. */
final class RunChanges {

  /**
   * Judges the artifacts between deciding and planning. Since the first floor was made whole;
   * removable when no run started before that is open or retained.
   */
  static final String L0_GATES = "run-l0-gates";

  /**
   * Takes the account's market time on to the session before anything is decided for it. Since
   * corporate actions are on the books; removable when no run started before that is open or
   * retained.
   */
  static final String SESSION_ROLL = "run-session-roll";

  private RunChanges() {}
}
