package dev.aurora.service.api;

import dev.aurora.service.journal.decision.ChainAnchors;
import java.util.List;

/** Anchors of all chains, in their order. */
public record AnchorList(List<ChainAnchors.Anchor> anchors) {

  public AnchorList {
    anchors = List.copyOf(anchors);
  }
}
