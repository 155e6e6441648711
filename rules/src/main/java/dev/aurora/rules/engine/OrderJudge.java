package dev.aurora.rules.engine;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.LimitUse;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers orders: breaches, the worst consequence, utilisation. */
final class OrderJudge extends Judge<OrderFacts, OrderCheck, Verdict> {

  private static final FactField<OrderCheck> REDUCER =
      OrderCheckSchema.INSTANCE.field("reducer").orElseThrow();
  private static final FactField<OrderCheck> LARGEST_REDUCING =
      OrderCheckSchema.INSTANCE.field("largestReducingQuantity").orElseThrow();

  private static final FactField<OrderCheck> ORDER_VALUE =
      OrderCheckSchema.INSTANCE.field("orderValue").orElseThrow();

  /** Whose part it is to say which rules enforce; never lifted. */
  private static final String STAGE_CONTROL = "rule-set-integrity";

  private final Utilisation<OrderCheck> utilisation;

  /** The catalogue's controls, and behind them the officers' own. */
  private final List<String> catalogue;

  OrderJudge(RuleSet ruleSet) {
    super(ruleSet, OrderCheckSchema.INSTANCE);
    this.catalogue =
        Stream.concat(
                Catalogue.PRETRADE.stream(), rules().stream().map(rule -> rule.rule().control()))
            .distinct()
            .toList();
    this.utilisation = Utilisation.ofAll(rules());
  }

  @Override
  OrderCheck check(OrderFacts facts) {
    return new OrderCheck(facts, OrderLimits.bind(limits(), facts));
  }

  @Override
  Verdict assemble(OrderCheck check, Truth[] truths) {
    // The shared array itself, of a check with nothing missing: there is nothing to collect.
    boolean clean = truths == nothingBroken() && check.enforcingStage() != null;
    List<Breach> all = clean ? List.of() : breaches(check, truths);
    Consequence worst = Breaches.worst(all);
    return new Verdict(
        check.facts().id(),
        worst == null,
        worst,
        isReducer(check),
        digest(),
        all,
        new LimitUse(() -> utilisation.of(check)),
        check.validUntil());
  }

  private List<Breach> breaches(OrderCheck check, Truth[] truths) {
    Breaches<OrderCheck> breaches =
        new Breaches<>(check, Consequence.DENY_ORDER, OrderJudge::largestReducing);
    breaches.add(rules(), truths);
    if (check.enforcingStage() == null) {
      String path = check.facts().control() == null ? "control" : "control.stage";
      breaches.missing(STAGE_CONTROL, "Deny an order at an unknown stage", path);
    }
    List<Breach> all = new ArrayList<>();
    breaches.inOrderOf(catalogue).forEach(found -> all.add(found.breach()));
    return all;
  }

  /** Account currency; null when the facts don't tell. */
  @Nullable BigDecimal orderValue(OrderFacts facts) {
    OrderCheck check = check(facts);
    return ORDER_VALUE.missingMask().applyAsLong(check) == 0 ? check.getOrderValue() : null;
  }

  /** Whether the order can only make the position smaller; false when that isn't known. */
  private static boolean isReducer(OrderCheck check) {
    return REDUCER.missingMask().applyAsLong(check) == 0 && check.isReducer();
  }

  /** An opener that would flip the position is told what would only reduce it. */
  private static String largestReducing(OrderCheck check) {
    if (LARGEST_REDUCING.missingMask().applyAsLong(check) != 0 || isReducer(check)) {
      return "";
    }
    BigDecimal largest = check.getLargestReducingQuantity();
    return largest.signum() > 0
        ? " The largest quantity that would reduce the position is "
            + largest.stripTrailingZeros().toPlainString()
            + "."
        : "";
  }

  @Override
  Verdict failed(@Nullable OrderFacts facts, Throwable failure) {
    return denied(
        facts == null ? null : facts.id(),
        digest(),
        EngineBreach.of(
            "engine.error",
            "Deny an order that the engine can't check",
            Consequence.DENY_ORDER,
            "The engine failed on this order (" + failure + "), so it is denied."));
  }

  @Override
  Verdict overBudget(OrderFacts facts, Verdict late, long nanos, Duration budget) {
    List<Breach> breaches = new ArrayList<>(late.breaches());
    breaches.add(
        EngineBreach.of(
            "engine.time-budget",
            "Deny an order whose check takes too long",
            Consequence.DENY_ORDER,
            "The check took %d ms, longer than its budget of %d ms, so the order is denied."
                .formatted(nanos / 1_000_000, budget.toMillis())));
    return new Verdict(
        late.id(),
        false,
        Optional.ofNullable(late.consequence()).orElse(Consequence.DENY_ORDER),
        late.reducer(),
        digest(),
        breaches,
        late.utilisation(),
        late.validUntil());
  }

  static Verdict denied(@Nullable String id, String digest, Breach breach) {
    return new Verdict(
        id, false, breach.consequence(), false, digest, List.of(breach), Map.of(), null);
  }

  @Override
  String name(@Nullable OrderFacts facts) {
    return facts == null ? "no facts" : "check " + facts.id();
  }
}
