package dev.aurora.workflows.testing;

import dev.aurora.workflows.promotion.PromotionActivities;
import dev.aurora.workflows.promotion.PromotionAnswer;
import dev.aurora.workflows.promotion.PromotionAssessment;
import dev.aurora.workflows.promotion.PromotionHealth;
import dev.aurora.workflows.promotion.PromotionInput;
import dev.aurora.workflows.promotion.PromotionState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays the books and the policy for a promotion, and notes what was asked of it. */
public final class ScriptedPromotion implements PromotionActivities {

  /** The only approval id that two persons stand behind. */
  public static final String APPROVED = "a-1";

  public final List<String> steps = new CopyOnWriteArrayList<>();
  private volatile List<String> against = List.of();
  private volatile List<String> red = List.of();
  private volatile boolean withdrawn;

  /** What the conditions say from now on. */
  public ScriptedPromotion against(String... reasons) {
    against = List.of(reasons);
    return this;
  }

  /** What goes wrong from now on. */
  public ScriptedPromotion red(String... reasons) {
    red = List.of(reasons);
    return this;
  }

  /** A person takes it back. */
  public ScriptedPromotion withdraw() {
    withdrawn = true;
    return this;
  }

  @Override
  public PromotionAssessment assess(PromotionInput input) {
    steps.add("assess");
    return new PromotionAssessment(against.isEmpty(), against, "sha256:dossier");
  }

  @Override
  public PromotionAnswer approved(String id, String approvalId) {
    boolean known = approvalId.equals(APPROVED);
    return new PromotionAnswer(known, known ? "ann and bob approved" : "nobody approved this");
  }

  @Override
  public PromotionAnswer grant(PromotionInput input, String approvalId) {
    boolean go = against.isEmpty() && approvalId.equals(APPROVED);
    steps.add(go ? "grant" : "no grant");
    return new PromotionAnswer(go, go ? "granted" : String.join(" ", against));
  }

  @Override
  public PromotionAnswer ramp(String id, int percent) {
    if (!withdrawn) {
      steps.add("ramp " + percent);
    }
    return new PromotionAnswer(!withdrawn, withdrawn ? "it is WITHDRAWN" : "ramped");
  }

  @Override
  public PromotionHealth look(PromotionInput input) {
    return new PromotionHealth(withdrawn, red);
  }

  @Override
  public void end(String id, PromotionState state, List<String> reasons) {
    steps.add("end " + state);
  }
}
