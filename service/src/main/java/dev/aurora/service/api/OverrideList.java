package dev.aurora.service.api;

import dev.aurora.service.override.OverrideView;
import java.util.List;

/** Overrides that wait for a second person, then those that were granted, the oldest first. */
public record OverrideList(List<OverrideView> overrides) {

  public OverrideList {
    overrides = List.copyOf(overrides);
  }
}
