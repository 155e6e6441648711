package dev.aurora.workflows.stage;

/**
 * Every change id of every workflow: histories hold them, so none is ever renamed, and none is used
 * twice. Each is asked for at the top of its workflow's method.
 */
public final class Changes {

  /**
   * Which stage of the rollout an execution takes: {@code DEFAULT_VERSION} baseline, 1 week-one, 2
   * week-two. One id for all parts of a stage, since a flip between two ids would give one part
   * without the other. Asked by {@link StagePath}; what a worker prefers is said by {@link
   * StageVersions}.
   *
   * <p>Since the rollout became workflow versions. Never removable, and its minimum is never raised
   * while a stage is one to roll back to.
   */
  public static final String STAGE = "aurora.stage";

  /** The highest version of {@link #STAGE} that this build knows. */
  public static final int STAGE_MAX = 2;

  /**
   * Judges the artifacts between deciding and planning; part of week-one since {@link #STAGE} was
   * there, and asked only of runs from before. Since the first floor was made whole; removable when
   * no run started before {@link #STAGE} is open or retained.
   */
  public static final String L0_GATES = "run-l0-gates";

  /**
   * Takes the account's market time on to the session before anything is decided for it. Since
   * corporate actions are on the books; removable when no run started before that is open or
   * retained.
   */
  public static final String SESSION_ROLL = "run-session-roll";

  private Changes() {}
}
