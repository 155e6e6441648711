package dev.aurora.service.scorecard;

import dev.aurora.service.evidence.EvidenceKey;
import java.util.Optional;

/**
 * What the things that evidence was made of look like now: evidence of anything else does not
 * count.
 */
@FunctionalInterface
public interface CurrentDigests {

  /**
   * The digest that evidence on this key must have been made of; empty when it is bound to nothing
   * that can be looked at now.
   */
  Optional<String> of(EvidenceKey key);
}
