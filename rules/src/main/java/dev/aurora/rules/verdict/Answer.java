package dev.aurora.rules.verdict;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says: of an order a {@link Verdict}, of an event a {@link BreakerVerdict}, of a
 * candidate a {@link PromotionVerdict}.
 */
public sealed interface Answer permits Verdict, BreakerVerdict, PromotionVerdict {

  /** The order may be sent. */
  String APPROVED = "APPROVED";

  /** The order may not be sent. */
  String DENIED = "DENIED";

  /** The event trips no breaker. */
  String CLEAR = "CLEAR";

  /** The event trips a breaker. */
  String TRIPPED = "TRIPPED";

  /** The candidate may be promoted, if two persons approve. */
  String GO = "GO";

  /** The candidate may not be promoted. */
  String NO_GO = "NO_GO";

  /** One of the six words above. */
  String word();

  /** Echoed from the facts. */
  @Nullable String id();

  /** Worst consequence of what is enforced; null when nothing is. */
  @Nullable Consequence consequence();

  /** Digest of the rule set that answered. */
  String ruleSet();

  /** All breaches, enforced and monitored, in catalogue order. */
  List<Breach> breaches();

  /** Observed / limit by limit name, 4 decimals HALF_UP. */
  Map<String, BigDecimal> utilisation();
}
