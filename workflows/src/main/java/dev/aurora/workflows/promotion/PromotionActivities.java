package dev.aurora.workflows.promotion;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Port to evidence, policy, approvals and the book of promotions. Each step again is one step. */
@ActivityInterface
public interface PromotionActivities {

  /** Gathers the facts, holds them against the conditions, and stores the dossier. */
  @ActivityMethod(name = "Promotion.assess")
  PromotionAssessment assess(PromotionInput input);

  /** Whether this id stands for two persons' approval of this promotion's very dossier. */
  @ActivityMethod(name = "Promotion.approved")
  PromotionAnswer approved(String id, String approvalId);

  /** Looks at the conditions once more, and grants what was approved; no order passes yet. */
  @ActivityMethod(name = "Promotion.grant")
  PromotionAnswer grant(PromotionInput input, String approvalId);

  /** Lets a share of the envelope through, from 0 to 100; refused once it is withdrawn. */
  @ActivityMethod(name = "Promotion.ramp")
  PromotionAnswer ramp(String id, int percent);

  /** How it does since it was granted. */
  @ActivityMethod(name = "Promotion.look")
  PromotionHealth look(PromotionInput input);

  /** Writes how it ended; what was ramped to zero is at zero from here on. */
  @ActivityMethod(name = "Promotion.end")
  void end(String id, PromotionState state, List<String> reasons);
}
