package dev.aurora.rules.verdict;

import java.util.Objects;

/**
 * One breaker that an event trips.
 *
 * @param breach the rule, its numbers and consequence; its scope is that of the limit that bound
 * @param ends how what it latches ends
 * @param scope what is latched, such as {@code account:PAPER-1/symbol:AAPL}
 */
public record Trip(Breach breach, Ends ends, String scope) {

  /**
   * @throws IllegalArgumentException when it denies an order, for none is before a breaker, or when
   *     a halt would end by itself
   */
  public Trip {
    Objects.requireNonNull(scope, "scope");
    if (breach.consequence() == Consequence.DENY_ORDER) {
      throw new IllegalArgumentException("a breaker has no order to deny: " + breach);
    }
    if (breach.consequence() == Consequence.HALT_TRADING && ends == Ends.BY_ITSELF) {
      throw new IllegalArgumentException("a halt ends by a person only: " + breach);
    }
  }
}
