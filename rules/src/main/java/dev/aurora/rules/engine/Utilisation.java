package dev.aurora.rules.engine;

import dev.aurora.rules.fact.OrderCheck;
import dev.aurora.rules.language.LimitComparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How far each limit is used: observed / limit. Pure. */
final class Utilisation {

  private static final int DECIMALS = 4;

  private record Named(String limit, LimitComparison<OrderCheck> comparison) {}

  private final List<Named> comparisons = new ArrayList<>();

  Utilisation(List<BoundRule<OrderCheck>> rules) {
    for (BoundRule<OrderCheck> rule : rules) {
      rule.condition()
          .limitComparison()
          .ifPresent(found -> comparisons.add(new Named(kebab(found.limitName()), found)));
    }
  }

  static String kebab(String property) {
    return property.replaceAll("([a-z])([A-Z0-9])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /**
   * By limit name, 4 decimals HALF_UP; absent where the limit is 0 or unlimited or a fact is
   * missing. A limit that several rules read shows its highest use.
   */
  Map<String, BigDecimal> of(OrderCheck check) {
    Map<String, BigDecimal> used = HashMap.newHashMap(comparisons.size());
    for (Named named : comparisons) {
      Optional<BigDecimal> limit = named.comparison.limit(check);
      Optional<BigDecimal> observed = named.comparison.observed(check);
      if (limit.isPresent() && limit.get().signum() != 0 && observed.isPresent()) {
        BigDecimal share = observed.get().divide(limit.get(), DECIMALS, RoundingMode.HALF_UP);
        used.merge(named.limit, share, BigDecimal::max);
      }
    }
    return used;
  }
}
