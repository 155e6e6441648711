package dev.aurora.rules.engine;

import dev.aurora.rules.fact.ControlState;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.LimitUse;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the verdict of what each rule said: breaches, the worst consequence, utilisation. Pure. */
final class VerdictAssembler {

  private final String digest;
  private final List<BoundRule<OrderCheck>> rules;
  private final Utilisation utilisation;

  VerdictAssembler(String digest, List<BoundRule<OrderCheck>> rules) {
    this.digest = digest;
    this.rules = rules;
    this.utilisation = new Utilisation(rules);
  }

  /**
   * @param truths what each rule said, by index
   */
  Verdict assemble(OrderCheck check, Truth[] truths) {
    Stage stage = stage(check);
    Breaches breaches = new Breaches(check);
    for (BoundRule<OrderCheck> rule : rules) {
      switch (truths[rule.index()]) {
        case FALSE -> {}
        case TRUE -> breaches.broken(rule, mode(rule, stage));
        case UNKNOWN -> breaches.missing(rule, mode(rule, stage));
      }
    }
    if (stage == null) {
      breaches.missingStage();
    }
    List<Breach> all = breaches.inCatalogueOrder();
    Consequence worst = all.isEmpty() ? null : worst(all);
    return new Verdict(
        check.facts().id(),
        worst == null,
        worst,
        breaches.isReducer(),
        digest,
        all,
        new LimitUse(() -> utilisation.of(check)),
        check.validUntil());
  }

  private static @Nullable Stage stage(OrderCheck check) {
    ControlState control = check.facts().control();
    return control == null ? null : control.stage();
  }

  /** Without a stage every rule enforces: fewer protections are never guessed. */
  private static Mode mode(BoundRule<OrderCheck> rule, @Nullable Stage stage) {
    boolean younger = stage != null && rule.rule().since().compareTo(stage) > 0;
    return younger ? Mode.MONITOR : rule.rule().mode();
  }

  /** The worst consequence of the enforced breaches; null when none is enforced. */
  private static @Nullable Consequence worst(List<Breach> breaches) {
    Consequence worst = null;
    for (Breach breach : breaches) {
      boolean worse = worst == null || breach.consequence().compareTo(worst) > 0;
      worst = breach.mode() == Mode.ENFORCE && worse ? breach.consequence() : worst;
    }
    return worst;
  }

  /** The denial of an order that couldn't be checked. */
  Verdict failed(@Nullable OrderFacts facts, Throwable failure) {
    return denied(
        facts == null ? null : facts.id(),
        digest,
        EngineBreach.of(
            "engine.error",
            "Deny an order that the engine can't check",
            "The engine failed on this order (" + failure + "), so it is denied."));
  }

  /** The denial of an order whose check took too long, with what the check found. */
  Verdict overBudget(Verdict late, long nanos, Duration budget) {
    List<Breach> breaches = new ArrayList<>(late.breaches());
    breaches.add(
        EngineBreach.of(
            "engine.time-budget",
            "Deny an order whose check takes too long",
            "The check took %d ms, longer than its budget of %d ms, so the order is denied."
                .formatted(nanos / 1_000_000, budget.toMillis())));
    return new Verdict(
        late.id(),
        false,
        Optional.ofNullable(late.consequence()).orElse(Consequence.DENY_ORDER),
        late.reducer(),
        digest,
        breaches,
        late.utilisation(),
        late.validUntil());
  }

  static Verdict denied(@Nullable String id, String digest, Breach breach) {
    return new Verdict(
        id, false, breach.consequence(), false, digest, List.of(breach), Map.of(), null);
  }
}
