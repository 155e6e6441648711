package dev.aurora.service.promotion;

import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.decision.Digests;
import java.time.Instant;
import java.util.Objects;

/**
 * One step of a promotion, as the books hold it.
 *
 * @param number from 1 on, without a gap, over all promotions
 * @param key names the step within its promotion
 * @param rampPercent share of the envelope from here on
 * @param payload JSON that belongs to the step
 * @param by who did it: persons, or the workflow
 * @param at wall time, to the microsecond
 * @param previousHash hash of the event before, {@link #GENESIS} for the first
 */
public record PromotionEvent(
    long number,
    String promotionId,
    String key,
    Kind kind,
    int rampPercent,
    String payload,
    String by,
    String reason,
    Instant at,
    String previousHash) {

  /** What the first event names as the hash before it. */
  static final String GENESIS = "sha256:promotions";

  private static final int REASON_MAX = 1000;

  /** What happened. */
  public enum Kind {
    REQUESTED,
    ASSESSED,
    GRANTED,
    RAMPED,
    PROMOTED,
    REFUSED,
    EXPIRED,
    RAMPED_TO_ZERO,
    WITHDRAWN
  }

  public PromotionEvent {
    Objects.requireNonNull(promotionId, "promotionId");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(by, "by");
    reason = reason.length() <= REASON_MAX ? reason : reason.substring(0, REASON_MAX);
    at = Columns.micros(at);
    Objects.requireNonNull(previousHash, "previousHash");
    if (number < 1 || rampPercent < 0 || rampPercent > 100) {
      throw new IllegalArgumentException(
          "no event of a promotion: " + number + " with a ramp of " + rampPercent);
    }
  }

  /** The hash that the content calls for. */
  String hash() {
    return Digests.sha256(
        previousHash,
        Long.toString(number),
        promotionId,
        key,
        kind.name(),
        Integer.toString(rampPercent),
        payload,
        by,
        reason,
        at.toString());
  }
}
