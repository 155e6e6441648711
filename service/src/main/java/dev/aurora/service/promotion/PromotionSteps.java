package dev.aurora.service.promotion;

import dev.aurora.service.person.PayloadDigest;
import dev.aurora.service.person.Role;
import dev.aurora.service.person.TwoPersonStep;
import java.util.Set;

/** Who may approve a promotion, and what exactly both approve. */
final class PromotionSteps {

  /** Two persons, one of them of role risk. */
  static final TwoPersonStep APPROVE =
      new TwoPersonStep(
          "promotion.approve",
          Set.of(Role.OPERATOR, Role.RISK),
          Set.of(Role.OPERATOR, Role.RISK, Role.SECOND_APPROVER),
          Set.of(Role.RISK));

  private PromotionSteps() {}

  /** The dossier holds everything else, so its digest stands for all of it. */
  static String payload(String promotionId, String dossierDigest) {
    return PayloadDigest.of(promotionId, dossierDigest);
  }
}
