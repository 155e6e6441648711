package dev.aurora.service.app;

import dev.aurora.rules.engine.RuleSet;
import dev.aurora.service.journal.decision.AnchorPatrol;
import dev.aurora.service.journal.decision.RuleSetTexts;

/** What has to stand before the first decision so that each can be shown and given again. */
final class RecordKeeping {

  private final RuleSetTexts texts;
  private final RuleSet active;
  private final AnchorPatrol anchors;

  RecordKeeping(RuleSetTexts texts, RuleSet active, AnchorPatrol anchors) {
    this.texts = texts;
    this.active = active;
    this.anchors = anchors;
  }

  /** Keeps the rule set that is going to decide, then anchors the chains from time to time. */
  void start() {
    texts.keep(active);
    anchors.start();
  }
}
