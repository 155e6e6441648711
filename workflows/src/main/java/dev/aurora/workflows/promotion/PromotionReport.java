package dev.aurora.workflows.promotion;

import java.util.List;
import java.util.Objects;

/**
 * Where a promotion stands.
 *
 * @param rampPercent share of its envelope that is granted
 * @param reasons why it ended, or what was refused last
 * @param dossierDigest of the page that two persons approve; empty until there is one
 */
public record PromotionReport(
    String id, PromotionState state, int rampPercent, List<String> reasons, String dossierDigest) {

  public PromotionReport {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    reasons = List.copyOf(reasons);
    Objects.requireNonNull(dossierDigest, "dossierDigest");
  }
}
