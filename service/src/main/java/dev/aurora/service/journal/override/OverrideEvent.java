package dev.aurora.service.journal.override;

import dev.aurora.service.journal.decision.Digests;
import dev.aurora.service.journal.decision.HashChain;
import java.time.Instant;

/**
 * One row of the chain of overrides.
 *
 * @param contentJson the override as granted; of a revocation its reason
 * @param at wall time
 * @param expires wall time from which the override counts no more
 */
record OverrideEvent(
    long chainIndex,
    String overrideId,
    Kind kind,
    String account,
    String contentJson,
    String by,
    Instant at,
    Instant expires,
    String previousHash,
    String recordHash)
    implements HashChain.Link {

  /** What happened to an override. */
  enum Kind {
    GRANTED,
    REVOKED
  }

  @Override
  public String computedHash() {
    return Digests.sha256(
        previousHash,
        Long.toString(chainIndex),
        overrideId,
        kind.name(),
        account,
        contentJson,
        by,
        at.toString(),
        expires.toString());
  }

  boolean isAsWritten() {
    return computedHash().equals(recordHash);
  }

  /** The same, where the chain ends now. */
  OverrideEvent following(HashChain.Head head) {
    OverrideEvent open =
        new OverrideEvent(
            head.length() + 1,
            overrideId,
            kind,
            account,
            contentJson,
            by,
            at,
            expires,
            head.hash(),
            "");
    return new OverrideEvent(
        open.chainIndex,
        overrideId,
        kind,
        account,
        contentJson,
        by,
        at,
        expires,
        open.previousHash,
        open.computedHash());
  }
}
