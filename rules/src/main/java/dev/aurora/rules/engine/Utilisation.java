package dev.aurora.rules.engine;

import dev.aurora.rules.fact.RuleFact;
import dev.aurora.rules.language.LimitComparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far each limit is used: observed / limit. Pure.
 *
 * @param <F> the fact
 */
final class Utilisation<F extends RuleFact> {

  private static final int DECIMALS = 4;

  private record Named<F>(
      String limit, LimitComparison<F> comparison, @Nullable BoundRule<F> onlyIfItLooks) {}

  private final List<Named<F>> comparisons = new ArrayList<>();

  private Utilisation(List<BoundRule<F>> rules, boolean onlyThoseThatLook) {
    for (BoundRule<F> rule : rules) {
      rule.condition()
          .limitComparison()
          .ifPresent(
              found ->
                  comparisons.add(
                      new Named<>(
                          kebab(found.limitName()), found, onlyThoseThatLook ? rule : null)));
    }
  }

  /** Of every rule, whatever else it asks. */
  static <F extends RuleFact> Utilisation<F> ofAll(List<BoundRule<F>> rules) {
    return new Utilisation<>(rules, false);
  }

  /** Of the rules that look at such a fact: an event without a fill uses no limit of fills. */
  static <F extends RuleFact> Utilisation<F> ofThoseThatLook(List<BoundRule<F>> rules) {
    return new Utilisation<>(rules, true);
  }

  static String kebab(String property) {
    return property.replaceAll("([a-z])([A-Z0-9])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  /**
   * By limit name, 4 decimals HALF_UP; absent where the limit is 0 or unlimited or a fact is
   * missing. A limit that several rules read shows its highest use.
   */
  Map<String, BigDecimal> of(F check) {
    Map<String, BigDecimal> used = HashMap.newHashMap(comparisons.size());
    for (Named<F> named : comparisons) {
      if (named.onlyIfItLooks != null && !named.onlyIfItLooks.looksAt(check)) {
        continue;
      }
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
