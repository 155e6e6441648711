package dev.aurora.service.ruleset;

import dev.aurora.service.journal.decision.Digests;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of a release, as the books hold it.
 *
 * @param revision from 1 on, without a gap
 * @param commandId the approval behind it, or what wrote it by itself
 * @param release digest of rules, limits, cases and reports
 * @param ruleSet digest of rules and limits alone: what verdicts name
 * @param until from then on an activation is over; null = it stays
 * @param at wall time, to the microsecond
 * @param previousHash hash of the step before, {@link #GENESIS} for the first
 */
public record ReleaseEntry(
    long revision,
    String commandId,
    ReleaseAction action,
    String release,
    String ruleSet,
    String by,
    String reason,
    ReleaseTerms terms,
    @Nullable Instant until,
    Instant at,
    String previousHash) {

  /** What the first step names as the hash before it. */
  static final String GENESIS = "sha256:rule-releases";

  public ReleaseEntry {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(ruleSet, "ruleSet");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(previousHash, "previousHash");
    if (revision < 1) {
      throw new IllegalArgumentException("no revision: " + revision);
    }
  }

  /** Whether its time is over. */
  boolean overAt(Instant now) {
    return until != null && !now.isBefore(until);
  }

  /** The hash that the content calls for. */
  String hash() {
    return Digests.sha256(
        previousHash,
        Long.toString(revision),
        commandId,
        action.name(),
        release,
        ruleSet,
        by,
        reason,
        // A duration or an instant is never empty: null and "" can't be taken for each other.
        terms.lasts() == null ? "" : terms.lasts().toString(),
        terms.shadow().toString(),
        terms.shadowBudget().toString(),
        until == null ? "" : until.toString(),
        at.toString());
  }
}
