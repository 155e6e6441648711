package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.language.PolicyVocabulary;
import dev.aurora.rules.verdict.Catalogue;
import java.util.Map;

/** What Aurora's policies may speak of. */
final class ShippedVocabulary {

  private ShippedVocabulary() {}

  static PolicyVocabulary get() {
    return new PolicyVocabulary(
        Map.of(
            "pretrade",
            new PolicyVocabulary.Folder(
                OrderCheckSchema.INSTANCE, Catalogue.PRETRADE, Catalogue.BASELINE)));
  }
}
