package dev.aurora.rules.verdict;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Aurora's answer to a candidate: go, or what stands against it. Immutable.
 *
 * @param id echoed from the facts
 * @param go true = every condition that enforces holds
 * @param consequence DENY_ORDER for a no-go, null for a go
 * @param ruleSet digest of the rule set that answered
 * @param breaches all conditions that don't hold, enforced and monitored, in catalogue order
 * @param utilisation observed / limit by limit name, 4 decimals HALF_UP
 */
public record PromotionVerdict(
    @Nullable String id,
    boolean go,
    @Nullable Consequence consequence,
    String ruleSet,
    List<Breach> breaches,
    Map<String, BigDecimal> utilisation)
    implements Answer {

  public PromotionVerdict {
    breaches = List.copyOf(breaches);
    utilisation = Map.copyOf(utilisation);
    boolean enforced = breaches.stream().anyMatch(breach -> breach.mode() == Mode.ENFORCE);
    if (go == enforced || go != (consequence == null)) {
      throw new IllegalArgumentException(
          "a candidate goes, and has no consequence, exactly when no enforced breach stands: "
              + breaches);
    }
  }

  @Override
  public String word() {
    return go ? GO : NO_GO;
  }
}
