package dev.aurora.service.journal.override;

import dev.aurora.rules.fact.Order;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.rules.override.RuleOverride;
import dev.aurora.rules.override.StandingOverride;
import dev.aurora.rules.verdict.Breach;
import dev.aurora.rules.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The overrides of one account within one check: read once under the account's lock, spent order by
 * order, written at the end, so that each order sees what the ones before it took. One transaction
 * uses one object.
 */
public final class OverrideBook {

  private record Use(String overrideId, int number, String decisionId, BigDecimal value) {}

  private final Handle handle;
  private final String account;
  private final Instant at;
  private final List<Use> uses = new ArrayList<>();
  private final Map<String, StandingOverride> left = new HashMap<>();
  private @Nullable List<String> ids;

  /**
   * @param at wall time of the check
   */
  public OverrideBook(Handle handle, String account, Instant at) {
    this.handle = handle;
    this.account = account;
    this.at = at;
  }

  /** What stands for an order now, the ended of the last day among it. */
  public OverridesAtCheck of(Order order) {
    return new OverridesAtCheck(at, ids().stream().map(this::left).toList()).of(order);
  }

  /**
   * Takes what the order's verdict used.
   *
   * @param orderValue account currency
   */
  public void spend(Verdict verdict, String decisionId, @Nullable BigDecimal orderValue) {
    verdict.breaches().stream()
        .map(Breach::override)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(id -> spend(id, decisionId, Objects.requireNonNull(orderValue, "overridden")));
  }

  private void spend(String id, String decisionId, BigDecimal orderValue) {
    StandingOverride before = left(id);
    // Valued for its reservation it may be a last digit above what the rules compared.
    BigDecimal value = orderValue.min(before.valueLeft());
    RuleOverride granted = before.granted();
    uses.add(new Use(id, granted.ordersMax() - before.ordersLeft() + 1, decisionId, value));
    left.put(id, before.spent(value));
  }

  /** Writes what was spent; its decisions are in the books already. */
  public void write() {
    for (Use use : uses) {
      OverrideRows.spend(handle, use.overrideId(), use.number(), use.decisionId(), use.value());
    }
  }

  private StandingOverride left(String id) {
    return Objects.requireNonNull(left.get(id), "an override that nobody granted: " + id);
  }

  private List<String> ids() {
    if (ids == null) {
      List<StandingOverride> standing =
          OverrideRows.standing(handle, account, at.minus(RuleOverride.LONGEST));
      standing.forEach(one -> left.put(one.granted().id(), one));
      ids = standing.stream().map(one -> one.granted().id()).toList();
    }
    return ids;
  }
}
