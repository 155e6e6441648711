package dev.aurora.rules.override;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Mode;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What overrides make of a denial. A pure function of the verdict, the order and the overrides: a
 * check, a replay and a test get the same from it.
 *
 * <p>All or nothing: only when every binding breach is overridden is the order approved, and only
 * then is anything spent. Otherwise the verdict stays what it is, and each breach that an override
 * speaks of says why that doesn't help.
 */
public final class Overriding {

  private Overriding() {}

  /**
   * The verdict under these overrides.
   *
   * @param orderValue account currency; null when the facts don't tell: then nothing is overridden
   */
  public static Verdict of(
      Verdict verdict, Order order, @Nullable BigDecimal orderValue, OverridesAtCheck overrides) {
    OverridesAtCheck speaking = overrides.of(order);
    if (verdict.approved() || speaking.none()) {
      return verdict;
    }
    Map<Breach, StandingOverride> lifted = new LinkedHashMap<>();
    Map<Breach, String> kept = new LinkedHashMap<>();
    for (Breach breach : verdict.breaches()) {
      if (breach.mode() == Mode.ENFORCE) {
        judge(verdict, breach, orderValue, speaking, lifted, kept);
      }
    }
    return kept.isEmpty() ? approved(verdict, lifted) : denied(verdict, lifted, kept);
  }

  private static void judge(
      Verdict verdict,
      Breach breach,
      @Nullable BigDecimal orderValue,
      OverridesAtCheck speaking,
      Map<Breach, StandingOverride> lifted,
      Map<Breach, String> kept) {
    StringBuilder why = new StringBuilder();
    for (StandingOverride one : speaking.standing()) {
      if (one.granted().control().equals(breach.control())) {
        String obstacle = obstacle(verdict, breach, orderValue, one, speaking);
        if (obstacle == null) {
          lifted.put(breach, one);
          return;
        }
        why.append(" Override ").append(one.granted().id()).append(' ').append(obstacle);
      }
    }
    kept.put(breach, why.toString());
  }

  /** Why an override of this control doesn't lift the breach; null when it does. */
  private static @Nullable String obstacle(
      Verdict verdict,
      Breach breach,
      @Nullable BigDecimal orderValue,
      StandingOverride one,
      OverridesAtCheck speaking) {
    RuleOverride granted = one.granted();
    if (!Overridable.isBreach(breach)) {
      return "doesn't lift this: no override does.";
    }
    // Whoever can see it goes by it: clocks differ, and no revocation is for later.
    if (one.revokedAt() != null) {
      return "was revoked at " + one.revokedAt() + " by " + one.revokedBy() + ".";
    }
    if (!granted.isLiveAt(speaking.at())) {
      return speaking.at().isBefore(granted.from())
          ? "counts from " + granted.from() + " on."
          : "expired at " + granted.expires() + ".";
    }
    if (!granted.ruleSet().equals(verdict.ruleSet())) {
      return "was granted under another rule set, " + granted.ruleSet() + ".";
    }
    if (one.ordersLeft() < 1) {
      return "is used up: it covered " + granted.ordersMax() + " order(s).";
    }
    if (orderValue == null || orderValue.signum() <= 0) {
      return "can't be held against this order: its value is not known.";
    }
    return orderValue.compareTo(one.valueLeft()) > 0
        ? "is used up: %s of its %s are left, and this order's value is %s."
            .formatted(plain(one.valueLeft()), plain(granted.valueMax()), plain(orderValue))
        : null;
  }

  private static Verdict approved(Verdict verdict, Map<Breach, StandingOverride> lifted) {
    List<Breach> breaches = new ArrayList<>();
    for (Breach breach : verdict.breaches()) {
      StandingOverride by = lifted.get(breach);
      breaches.add(by == null ? breach : overridden(breach, by.granted()));
    }
    return with(verdict, true, breaches);
  }

  private static Breach overridden(Breach breach, RuleOverride by) {
    return breach.overriddenBy(
        by.id(),
        " Overridden by %s until %s (override %s): %s"
            .formatted(by.persons(), by.expires(), by.id(), by.reason()));
  }

  private static Verdict denied(
      Verdict verdict, Map<Breach, StandingOverride> lifted, Map<Breach, String> kept) {
    List<Breach> breaches = new ArrayList<>();
    for (Breach breach : verdict.breaches()) {
      StandingOverride by = lifted.get(breach);
      breaches.add(
          by == null
              ? breach.saying(kept.getOrDefault(breach, ""))
              : breach.saying(
                  " Override %s would lift this alone; %s stands."
                      .formatted(by.granted().id(), controls(kept))));
    }
    return with(verdict, false, breaches);
  }

  private static String controls(Map<Breach, String> kept) {
    return kept.keySet().stream().map(Breach::code).distinct().collect(Collectors.joining(", "));
  }

  private static Verdict with(Verdict verdict, boolean approved, List<Breach> breaches) {
    return new Verdict(
        verdict.id(),
        approved,
        approved ? null : verdict.consequence(),
        verdict.reducer(),
        verdict.ruleSet(),
        breaches,
        verdict.utilisation(),
        verdict.validUntil());
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
