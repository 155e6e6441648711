package dev.aurora.rules.engine;

import dev.aurora.rules.fact.MissingName;
import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.language.CheckRule;
import dev.aurora.rules.language.LimitComparison;
import dev.aurora.rules.language.Truth;
import dev.aurora.rules.limit.LimitBook;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what one fact breaks. One thread, one fact. */
final class Breaches<F extends RuleFact> {

  /** The tier of a rule that finds no order at fault but the facts: it has a code of its own. */
  private static final String FACTS_AT_FAULT = "inconsistent-facts";

  /**
   * A breach and the rule that found it.
   *
   * @param rule null where no rule of the policy stands behind it
   */
  record Found(@Nullable CheckRule rule, Breach breach) {}

  private final F fact;
  private final Consequence ofMissingFacts;
  private final Function<F, String> hint;
  // Most facts break and miss nothing: made when the first one does.
  private @Nullable List<Found> broken;
  private @Nullable Map<String, Found> missing;

  /**
   * @param ofMissingFacts what a missing fact does, whatever the rule's own consequence: that a
   *     number is absent proves no loss that would justify a halt
   * @param hint more for the message of a broken rule, with a space before it, or empty
   */
  Breaches(F fact, Consequence ofMissingFacts, Function<F, String> hint) {
    this.fact = fact;
    this.ofMissingFacts = ofMissingFacts;
    this.hint = hint;
  }

  /**
   * Takes what each rule said.
   *
   * @param truths by index of the rules
   */
  void add(List<BoundRule<F>> rules, Truth[] truths) {
    Stage stage = fact.enforcingStage();
    for (BoundRule<F> rule : rules) {
      switch (truths[rule.index()]) {
        case FALSE -> {}
        case TRUE -> broken(rule, mode(rule, stage));
        case UNKNOWN -> missing(rule, mode(rule, stage));
      }
    }
  }

  /** Without a stage every rule enforces: fewer protections are never guessed. */
  static Mode mode(BoundRule<?> rule, @Nullable Stage stage) {
    boolean younger = stage != null && rule.rule().since().compareTo(stage) > 0;
    return younger ? Mode.MONITOR : rule.rule().mode();
  }

  /** A rule whose condition holds. */
  private void broken(BoundRule<F> bound, Mode mode) {
    CheckRule rule = bound.rule();
    LimitComparison<F> comparison = bound.condition().limitComparison().orElse(null);
    String observed = comparison == null ? null : plain(comparison.observed(fact));
    String limit = comparison == null ? null : plain(comparison.limit(fact));
    boolean numbers = observed != null && limit != null;
    String unit = numbers && comparison != null ? fact.unitText(comparison.unit()) : null;
    String scope = numbers && comparison != null ? scope(comparison) : null;
    String values = observed != null && limit != null ? values(observed, limit, unit, scope) : "";
    if (broken == null) {
      broken = new ArrayList<>();
    }
    broken.add(
        new Found(
            rule,
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
                rule.name() + values + "." + hint.apply(fact),
                rule.killLevel())));
  }

  private static String code(CheckRule rule) {
    return FACTS_AT_FAULT.equals(rule.tier())
        ? rule.control() + "." + FACTS_AT_FAULT
        : rule.control();
  }

  /** A rule that a missing fact leaves open. */
  private void missing(BoundRule<F> bound, Mode mode) {
    CheckRule rule = bound.rule();
    for (String path : bound.condition().missing(fact)) {
      missing(rule, rule.control(), rule.name(), path, mode);
    }
  }

  /** A fact that the engine itself needs. */
  void missing(String control, String rule, String path) {
    missing(null, control, rule, path, Mode.ENFORCE);
  }

  /** One breach per control and fact, however many of its rules need the fact. */
  private void missing(
      @Nullable CheckRule found, String control, String rule, String path, Mode mode) {
    String code = MissingName.code(control, path);
    Breach breach =
        new Breach(
            control,
            code,
            rule,
            ofMissingFacts,
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
    missing.merge(
        code,
        new Found(found, breach),
        (first, second) -> first.breach().mode() == Mode.ENFORCE ? first : second);
  }

  /**
   * All of them by catalogue; within a control what is broken before what is missing.
   *
   * @param catalogue the one that the rules stand in the order of
   */
  List<Found> inOrderOf(List<String> catalogue) {
    List<Found> inOrder = broken == null ? List.of() : broken;
    if (missing == null) {
      // Rules are asked in catalogue order, so what is broken stands in it already.
      return inOrder;
    }
    List<Found> all = new ArrayList<>(inOrder);
    all.addAll(missing.values());
    all.sort(Comparator.comparingInt(found -> catalogue.indexOf(found.breach().control())));
    return all;
  }

  /** The worst consequence that binds; null when nothing does. */
  static @Nullable Consequence worst(List<Breach> breaches) {
    Consequence worst = null;
    for (Breach breach : breaches) {
      boolean worse = worst == null || breach.consequence().compareTo(worst) > 0;
      worst = breach.mode() == Mode.ENFORCE && worse ? breach.consequence() : worst;
    }
    return worst;
  }

  private @Nullable String scope(LimitComparison<F> comparison) {
    return fact.getLimits().bound(comparison.limitName()).map(LimitBook.Bound::scope).orElse(null);
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
}
