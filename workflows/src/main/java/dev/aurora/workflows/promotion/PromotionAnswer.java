package dev.aurora.workflows.promotion;

import java.util.Objects;

/**
 * What became of a step.
 *
 * @param done false = refused, and nothing was changed
 * @param detail one sentence for a person
 */
public record PromotionAnswer(boolean done, String detail) {

  public PromotionAnswer {
    Objects.requireNonNull(detail, "detail");
  }

  static PromotionAnswer refused(String why) {
    return new PromotionAnswer(false, "refused: " + why);
  }
}
