package dev.aurora.service.ruleset;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a rule set was proposed.
 *
 * @param lasts from its activation to its end; null = it stays
 * @param shadow how long it judges beside the live set before it can be approved; zero = not at all
 * @param shadowBudget what one of its evaluations may take; more, too often, stops the shadow
 */
public record ReleaseTerms(@Nullable Duration lasts, Duration shadow, Duration shadowBudget) {

  /** A mean evaluation takes a thousandth of it; the rest is for a busy machine. */
  public static final Duration BUDGET = Duration.ofMillis(2);

  /** It stays, and is not tried beside the live set. */
  public static final ReleaseTerms PLAIN = new ReleaseTerms(null, Duration.ZERO, BUDGET);

  public ReleaseTerms {
    if (lasts != null && !lasts.isPositive()) {
      throw new IllegalArgumentException("a rule set lasts some time, not " + lasts);
    }
    if (shadow.isNegative() || !shadowBudget.isPositive()) {
      throw new IllegalArgumentException("no shadow: " + shadow + " within " + shadowBudget);
    }
  }
}
