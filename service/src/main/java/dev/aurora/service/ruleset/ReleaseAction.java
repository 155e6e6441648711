package dev.aurora.service.ruleset;

/** A step in the life of a released rule set. */
public enum ReleaseAction {
  /** The first start found books without a rule set, and took the folder's. */
  ADOPTED,
  /** A person brought it, checked and tested. */
  PROPOSED,
  /** It judges real orders beside the live set, without a say. */
  SHADOW_BEGUN,
  SHADOW_ENDED,
  /** A second person approved exactly this digest. */
  APPROVED,
  /** From this row's commit on it answers every check. */
  ACTIVATED,
  /** From this row's commit on this earlier set answers again. */
  REVERTED,
  /** Its time is over; what was in force before it is again. */
  EXPIRED,
  /** It is not waited for any more: too late, overtaken by another set, or a proof failed. */
  LAPSED;

  /** Whether another set may answer from such a step on. */
  boolean changesWhatIsInForce() {
    return switch (this) {
      case ADOPTED, ACTIVATED, REVERTED, EXPIRED -> true;
      case PROPOSED, SHADOW_BEGUN, SHADOW_ENDED, APPROVED, LAPSED -> false;
    };
  }

  /** Whether a release whose last step it is still waits for persons. */
  boolean open() {
    return switch (this) {
      case PROPOSED, SHADOW_BEGUN, SHADOW_ENDED, APPROVED -> true;
      case ADOPTED, ACTIVATED, REVERTED, EXPIRED, LAPSED -> false;
    };
  }
}
