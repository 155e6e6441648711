package dev.aurora.service.journal.decision;

import dev.aurora.rules.engine.EngineIdentity;
import dev.aurora.rules.override.OverridesAtCheck;
import dev.aurora.service.journal.database.Columns;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict depended on beside its facts and its rule set. Part of the record's hash.
 *
 * @param overridesJson canonical text of the overrides that spoke of the order; null = none
 * @param checkedAt wall time of the check
 * @param engine what answered, such as {@code drools-10.2.0}
 * @param factSchema digest of the facts that could be known
 * @param shadowVerdictJson null: what a set on trial says stands in the books of the trial
 */
public record Evidence(
    @Nullable String overridesJson,
    Instant checkedAt,
    String engine,
    String factSchema,
    @Nullable String shadowVerdictJson) {

  /** Stands for the digest where no override speaks of the order. */
  public static final String NO_OVERRIDES = "none";

  public Evidence {
    checkedAt = Columns.micros(checkedAt);
  }

  /** Evidence of this program's own engine. */
  public static Evidence of(OverridesAtCheck overrides, Instant checkedAt) {
    EngineIdentity identity = EngineIdentity.current();
    return new Evidence(
        overrides.none() ? null : CanonicalJson.write(overrides),
        checkedAt,
        identity.engine(),
        identity.factSchema(),
        null);
  }

  /** Digest of the overrides, or the word for none. */
  public String overrideDigest() {
    return overridesJson == null ? NO_OVERRIDES : Digests.sha256(overridesJson);
  }

  /** The overrides that spoke of the order. */
  public OverridesAtCheck overrides() {
    return overridesJson == null
        ? OverridesAtCheck.NONE
        : CanonicalJson.read(overridesJson, OverridesAtCheck.class);
  }
}
