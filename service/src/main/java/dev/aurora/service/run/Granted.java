package dev.aurora.service.run;

import dev.aurora.rules.fact.Envelope;
import dev.aurora.rules.fact.GateLevel;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion lets orders do.
 *
 * @param envelope null = there is no promotion
 * @param required gate level that the promotion asks for; null = there is no promotion
 * @param modelVersion null = no model is covered
 * @param modelDigest null = no model is covered
 */
public record Granted(
    @Nullable Envelope envelope,
    @Nullable GateLevel required,
    @Nullable String modelVersion,
    @Nullable String modelDigest) {

  /** No promotion was ever asked for. */
  public static final Granted NO_PROMOTION = new Granted(null, null, null, null);

  /** Nothing: every opener is denied, every reducer passes. */
  public static final Envelope NOTHING_AT_ALL =
      new Envelope(Set.of(), BigDecimal.ZERO, BigDecimal.ZERO, 0L);

  /** What is known to be promoted can't be told: nothing is let through. */
  public static final Granted NOTHING = new Granted(NOTHING_AT_ALL, GateLevel.L2, null, null);

  /** Whether orders of this model are covered; always without a promotion. */
  boolean covers(@Nullable String version, String digest) {
    return envelope == null
        || version != null && version.equals(modelVersion) && digest.equals(modelDigest);
  }
}
