package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy was promoted for. A {@code null} component is missing, and denied where it is
 * needed.
 *
 * @param orderValueMax account currency
 * @param positionMax units, either direction
 * @param ordersPerSessionMax orders of the account in a session
 */
public record Envelope(
    @Nullable Set<String> symbols,
    @Nullable BigDecimal orderValueMax,
    @Nullable BigDecimal positionMax,
    @Nullable Long ordersPerSessionMax) {

  public Envelope {
    symbols = symbols == null ? null : Set.copyOf(symbols);
  }
}
