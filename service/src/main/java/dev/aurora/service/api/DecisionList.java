package dev.aurora.service.api;

import java.util.List;

/** The newest decisions that fit what was asked, the oldest of them first. */
public record DecisionList(List<DecisionView> decisions) {

  public DecisionList {
    decisions = List.copyOf(decisions);
  }
}
