package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.fact.breaker.BreakerCheckSchema;
import dev.aurora.rules.fact.promotion.PromotionCheckSchema;
import dev.aurora.rules.language.PolicyVocabulary;
import dev.aurora.rules.language.PolicyVocabulary.Subject;
import dev.aurora.rules.verdict.Catalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Aurora's policies may speak of. */
final class ShippedVocabulary {

  private ShippedVocabulary() {}

  /**
   * Checks of orders first, as in the catalogue; no breaker belongs to the baseline, and no stage
   * lifts a go / no-go condition.
   */
  static PolicyVocabulary get() {
    Map<String, PolicyVocabulary.Folder> folders = new LinkedHashMap<>();
    folders.put(
        "pretrade",
        new PolicyVocabulary.Folder(
            Subject.ORDER, OrderCheckSchema.INSTANCE, Catalogue.PRETRADE, Catalogue.BASELINE));
    folders.put(
        "breakers",
        new PolicyVocabulary.Folder(
            Subject.EVENT, BreakerCheckSchema.INSTANCE, Catalogue.BREAKERS, List.of()));
    folders.put(
        "promotion",
        new PolicyVocabulary.Folder(
            Subject.CANDIDATE,
            PromotionCheckSchema.INSTANCE,
            Catalogue.PROMOTION,
            Catalogue.PROMOTION));
    return new PolicyVocabulary(folders);
  }
}
