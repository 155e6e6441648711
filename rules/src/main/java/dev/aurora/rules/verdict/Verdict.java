package dev.aurora.rules.verdict;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aurora's answer to one order. Immutable.
 *
 * @param id echoed from the facts
 * @param approved true = may be sent until {@code validUntil}
 * @param consequence worst consequence of the enforced breaches; null when approved
 * @param reducer whether the order can only make the position smaller
 * @param ruleSet digest of the rule set that answered
 * @param breaches all breaches, enforced and monitored, in catalogue order
 * @param utilisation observed / limit by limit name, 4 decimals HALF_UP
 * @param validUntil market time after which the order may no longer be sent; null when unknown
 */
public record Verdict(
    @Nullable String id,
    boolean approved,
    @Nullable Consequence consequence,
    boolean reducer,
    String ruleSet,
    List<Breach> breaches,
    Map<String, BigDecimal> utilisation,
    @Nullable Instant validUntil)
    implements Answer {

  public Verdict {
    breaches = List.copyOf(breaches);
    utilisation = utilisation instanceof LimitUse ? utilisation : Map.copyOf(utilisation);
    if (approved == (!breaches.isEmpty() && anyEnforced(breaches))) {
      throw new IllegalArgumentException(
          "a verdict is approved exactly when no enforced breach stands in it: " + breaches);
    }
  }

  private static boolean anyEnforced(List<Breach> breaches) {
    for (Breach breach : breaches) {
      if (breach.mode() == Mode.ENFORCE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String word() {
    return approved ? APPROVED : DENIED;
  }
}
