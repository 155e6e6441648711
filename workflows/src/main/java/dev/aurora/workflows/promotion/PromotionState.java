package dev.aurora.workflows.promotion;

/** How far a promotion is. */
public enum PromotionState {
  /** Its facts are gathered and held against the conditions. */
  ASSESSING,
  /** It waits for two persons. */
  WAITING,
  /** It is granted, for a share of its envelope. */
  RAMPING,
  /** It is granted whole: the ramp is through. */
  PROMOTED,
  /** A condition does not hold. */
  REFUSED,
  /** Two approvals did not come in time. */
  EXPIRED,
  /** Something went red on the way: openers are denied. */
  RAMPED_TO_ZERO,
  /** A person took it back: openers are denied. */
  WITHDRAWN;

  /** Whether its workflow is through. */
  public boolean ended() {
    return switch (this) {
      case ASSESSING, WAITING, RAMPING -> false;
      case PROMOTED, REFUSED, EXPIRED, RAMPED_TO_ZERO, WITHDRAWN -> true;
    };
  }
}
