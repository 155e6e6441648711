package dev.aurora.rules.language;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A comparison of something observed with a limit.
 *
 * @param <F> the fact
 */
public interface LimitComparison<F> {

  /** The limit's name as rules write it, without {@code limits.}: {@code orderValueMax}. */
  String limitName();

  /** Unit of the limit. */
  String unit();

  /** What is observed; empty when a fact for it is missing. */
  Optional<BigDecimal> observed(F fact);

  /** What it is held against; empty when it is unlimited or a fact for it is missing. */
  Optional<BigDecimal> limit(F fact);
}
