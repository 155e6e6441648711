package dev.aurora.workflows.promotion;

import java.util.List;

/**
 * How a promotion does.
 *
 * @param withdrawn a person took it back
 * @param red what went wrong since it was granted, one sentence each
 */
public record PromotionHealth(boolean withdrawn, List<String> red) {

  public PromotionHealth {
    red = List.copyOf(red);
  }
}
