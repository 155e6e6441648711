package dev.aurora.rules.engine;

import dev.aurora.rules.fact.promotion.PromotionCheck;
import dev.aurora.rules.fact.promotion.PromotionCheckSchema;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.PromotionVerdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers candidates: go, or all conditions that don't hold. What can't be judged is no go. */
final class PromotionJudge extends Judge<PromotionFacts, PromotionCheck, PromotionVerdict> {

  private final Utilisation<PromotionCheck> utilisation;

  PromotionJudge(RuleSet ruleSet) {
    super(ruleSet, PromotionCheckSchema.INSTANCE);
    this.utilisation = Utilisation.ofThoseThatLook(rules());
  }

  @Override
  PromotionCheck check(PromotionFacts facts) {
    PromotionFacts.Promotion asked = facts.promotion();
    String strategy = asked == null ? null : asked.strategy();
    String model = asked == null ? null : asked.modelVersion();
    return new PromotionCheck(facts, limits().bind(null, strategy, null, model, null));
  }

  @Override
  PromotionVerdict assemble(PromotionCheck check, Truth[] truths) {
    Breaches<PromotionCheck> breaches =
        new Breaches<>(check, Consequence.DENY_ORDER, candidate -> "");
    breaches.add(rules(), truths);
    List<Breach> all =
        breaches.inOrderOf(Catalogue.PROMOTION).stream().map(Breaches.Found::breach).toList();
    if (rules().isEmpty()) {
      all =
          List.of(
              EngineBreach.of(
                  "rules.no-promotion-conditions",
                  "Promote nothing without go / no-go conditions",
                  Consequence.DENY_ORDER,
                  "The rule set has no condition for promotions, so nothing is promoted."));
    }
    return verdict(check.id(), digest(), all, utilisation.of(check));
  }

  private static PromotionVerdict verdict(
      @Nullable String id,
      String digest,
      List<Breach> breaches,
      Map<String, BigDecimal> utilisation) {
    Consequence worst = Breaches.worst(breaches);
    return new PromotionVerdict(id, worst == null, worst, digest, breaches, utilisation);
  }

  @Override
  PromotionVerdict failed(@Nullable PromotionFacts facts, Throwable failure) {
    return noGo(
        facts,
        digest(),
        EngineBreach.of(
            "engine.error",
            "Promote nothing that the engine can't judge",
            Consequence.DENY_ORDER,
            "The engine failed on this candidate (" + failure + "), so it is not promoted."));
  }

  @Override
  PromotionVerdict overBudget(
      PromotionFacts facts, PromotionVerdict late, long nanos, Duration budget) {
    List<Breach> breaches = new ArrayList<>(late.breaches());
    breaches.add(
        EngineBreach.of(
            "engine.time-budget",
            "Promote nothing whose check takes too long",
            Consequence.DENY_ORDER,
            "The check took %d ms, longer than its budget of %d ms, so nothing is promoted."
                .formatted(nanos / 1_000_000, budget.toMillis())));
    return verdict(late.id(), digest(), breaches, late.utilisation());
  }

  static PromotionVerdict noGo(@Nullable PromotionFacts facts, String digest, Breach breach) {
    return verdict(facts == null ? null : facts.id(), digest, List.of(breach), Map.of());
  }

  @Override
  String name(@Nullable PromotionFacts facts) {
    return facts == null ? "no facts" : "candidate " + facts.id();
  }
}
