package dev.aurora.service.e2d.decision;

/** What a reader of a decision should know before acting on it. */
public enum RiskFlag {
  /** The confidence is below the strategy's bound. */
  LOW_CONFIDENCE("low_confidence"),
  /** A cap of the strategy cut the quantity. */
  POSITION_LIMIT("position_limit"),
  /** The predictions did not move over the trailing window: no signal can be scaled. */
  FLAT_PREDICTIONS("flat_predictions");

  private final String id;

  RiskFlag(String id) {
    this.id = id;
  }

  /** Name in {@code riskFlags}. */
  public String id() {
    return id;
  }
}
