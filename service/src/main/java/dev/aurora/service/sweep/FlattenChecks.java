package dev.aurora.service.sweep;

import dev.aurora.rules.fact.Order;
import dev.aurora.service.journal.CheckResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The policy as an order that closes a position meets it. Thread-safe. */
public interface FlattenChecks {

  /** Market time at which the account can be checked; empty while it is on its way to another. */
  Optional<Instant> marketNow(String account);

  /** The largest quantity that one order may have, as far as a limit says so. */
  BigDecimal quantityMax(Order order);

  /**
   * Checks and reserves, as every order is.
   *
   * @param marketNow as {@link #marketNow} answered
   */
  CheckResult check(Order order, Instant marketNow);
}
