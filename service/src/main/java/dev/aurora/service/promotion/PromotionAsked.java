package dev.aurora.service.promotion;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.workflows.promotion.PromotionInput;
import java.util.Objects;

/**
 * Everything that two persons approve, but for the dossier.
 *
 * @param requiredGateLevel what its orders must have passed from week two on
 */
public record PromotionAsked(
    PromotionInput input,
    Candidate candidate,
    DeploymentEnvelope envelope,
    GateLevel requiredGateLevel) {

  public PromotionAsked {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(candidate, "candidate");
    Objects.requireNonNull(envelope, "envelope");
    Objects.requireNonNull(requiredGateLevel, "requiredGateLevel");
  }
}
