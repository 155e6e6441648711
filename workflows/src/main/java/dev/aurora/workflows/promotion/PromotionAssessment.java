package dev.aurora.workflows.promotion;

import java.util.List;
import java.util.Objects;

/**
 * What the conditions say of a candidate.
 *
 * @param reasons what stands against it, one sentence each; empty exactly when it may go
 * @param dossierDigest of the page that two persons approve
 */
public record PromotionAssessment(boolean go, List<String> reasons, String dossierDigest) {

  public PromotionAssessment {
    reasons = List.copyOf(reasons);
    Objects.requireNonNull(dossierDigest, "dossierDigest");
    if (go != reasons.isEmpty()) {
      throw new IllegalArgumentException("it goes exactly when nothing stands against it");
    }
  }
}
