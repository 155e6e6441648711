package dev.aurora.service.api;

import java.util.List;

/** Promotions, the newest request first. */
public record PromotionList(List<PromotionView> promotions) {

  public PromotionList {
    promotions = List.copyOf(promotions);
  }
}
