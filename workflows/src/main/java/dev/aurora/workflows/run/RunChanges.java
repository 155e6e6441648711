package dev.aurora.workflows.run;

/** Change ids of decision runs: histories hold them, so none is ever renamed. */
final class RunChanges {

  /**
   * Judges the artifacts between deciding and planning. Since the first floor was made whole;
   * removable when no run started before that is open or retained.
   */
  static final String L0_GATES = "run-l0-gates";

  private RunChanges() {}
}
