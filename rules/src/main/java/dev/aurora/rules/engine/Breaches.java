package dev.aurora.rules.engine;

import dev.aurora.rules.fact.FactField;
import dev.aurora.rules.fact.MissingName;
import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.fact.OrderCheckSchema;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.LimitComparison;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Catalogue;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the breaches of one order. One thread, one order. */
final class Breaches {

  private static final FactField<OrderCheck> REDUCER =
      OrderCheckSchema.INSTANCE.field("reducer").orElseThrow();
  private static final FactField<OrderCheck> LARGEST_REDUCING =
      OrderCheckSchema.INSTANCE.field("largestReducingQuantity").orElseThrow();

  /** Whose part it is to say which rules enforce; never lifted. */
  private static final String STAGE_CONTROL = "rule-set-integrity";

  /** The tier of a rule that finds no order at fault but the facts: it has a code of its own. */
  private static final String FACTS_AT_FAULT = "inconsistent-facts";

  private final OrderCheck check;
  // Most orders break and miss nothing: made when the first one does.
  private @Nullable List<Breach> broken;
  private @Nullable Map<String, Breach> missing;

  Breaches(OrderCheck check) {
    this.check = check;
  }

  /** Whether the order can only make the position smaller; false when that isn't known. */
  boolean isReducer() {
    return REDUCER.missingMask().applyAsLong(check) == 0 && check.isReducer();
  }

  /** A rule whose condition holds. */
  void broken(BoundRule<OrderCheck> bound, Mode mode) {
    CheckRule rule = bound.rule();
    LimitComparison<OrderCheck> comparison = bound.condition().limitComparison().orElse(null);
    String observed = comparison == null ? null : plain(comparison.observed(check));
    String limit = comparison == null ? null : plain(comparison.limit(check));
    boolean numbers = comparison != null && observed != null && limit != null;
    String unit = numbers ? check.unitText(comparison.unit()) : null;
    String scope = numbers ? scope(comparison) : null;
    if (broken == null) {
      broken = new ArrayList<>();
    }
    broken.add(
        new Breach(
            rule.control(),
            code(rule),
            rule.name(),
            rule.consequence(),
            mode,
            numbers ? observed : null,
            numbers ? limit : null,
            unit,
            scope,
            List.of(),
            message(rule, numbers ? values(observed, limit, unit, scope) : ""),
            rule.killLevel()));
  }

  private static String code(CheckRule rule) {
    return FACTS_AT_FAULT.equals(rule.tier())
        ? rule.control() + "." + FACTS_AT_FAULT
        : rule.control();
  }

  /**
   * A rule that a missing fact leaves open. Whatever the rule's consequence, a missing fact denies
   * this order and no more: that a number is absent proves no loss that would justify a halt.
   */
  void missing(BoundRule<OrderCheck> bound, Mode mode) {
    for (String path : bound.condition().missing(check)) {
      missing(bound.rule().control(), bound.rule().name(), path, mode);
    }
  }

  /** Nobody says which rules enforce. */
  void missingStage() {
    String path = check.facts().control() == null ? "control" : "control.stage";
    missing(STAGE_CONTROL, "Deny an order at an unknown stage", path, Mode.ENFORCE);
  }

  /** One breach per control and fact, however many of its rules need the fact. */
  private void missing(String control, String rule, String path, Mode mode) {
    String code = MissingName.code(control, path);
    Breach breach =
        new Breach(
            control,
            code,
            rule,
            Consequence.DENY_ORDER,
            mode,
            null,
            null,
            null,
            null,
            List.of(path),
            "The fact " + path + " is missing, and " + control + " can't be checked without it.",
            null);
    if (missing == null) {
      missing = new LinkedHashMap<>();
    }
    missing.merge(code, breach, (first, second) -> first.mode() == Mode.ENFORCE ? first : second);
  }

  /** All of them by catalogue; within a control what is broken before what is missing. */
  List<Breach> inCatalogueOrder() {
    List<Breach> inOrder = broken == null ? List.of() : broken;
    if (missing == null) {
      // Rules are asked in catalogue order, so what is broken stands in it already.
      return inOrder;
    }
    List<Breach> all = new ArrayList<>(inOrder);
    all.addAll(missing.values());
    all.sort(Comparator.comparingInt(breach -> Catalogue.PRETRADE.indexOf(breach.control())));
    return all;
  }

  private @Nullable String scope(LimitComparison<OrderCheck> comparison) {
    return check.getLimits().bound(comparison.limitName()).map(LimitBook.Bound::scope).orElse(null);
  }

  private static @Nullable String plain(Optional<BigDecimal> number) {
    return number.map(value -> value.stripTrailingZeros().toPlainString()).orElse(null);
  }

  private static String values(
      @Nullable String observed,
      @Nullable String limit,
      @Nullable String unit,
      @Nullable String scope) {
    String of = unit == null || unit.isEmpty() ? "" : " " + unit;
    String where = scope == null ? "" : " of " + scope;
    return ": " + observed + of + " against the limit " + limit + of + where;
  }

  /** One sentence; an opener that would flip the position is told what would only reduce it. */
  private String message(CheckRule rule, String values) {
    String sentence = rule.name() + values + ".";
    if (LARGEST_REDUCING.missingMask().applyAsLong(check) != 0 || isReducer()) {
      return sentence;
    }
    BigDecimal largest = check.getLargestReducingQuantity();
    return largest.signum() > 0
        ? sentence
            + " The largest quantity that would reduce the position is "
            + largest.stripTrailingZeros().toPlainString()
            + "."
        : sentence;
  }
}
