package dev.aurora.service.rollout;

import dev.aurora.rules.fact.Stage;
import dev.aurora.service.journal.decision.Digests;
import dev.aurora.workflows.rollout.RolloutAction;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of the stage policy, as the books hold it.
 *
 * @param revision from 1 on, without a gap
 * @param account whose row it changes; null = every account
 * @param strategy whose row it changes; null = every strategy
 * @param stage what new executions of the scope take from here on
 * @param rampPercent share of them that takes the stage after it, from 0 to 100
 * @param at wall time, to the microsecond
 * @param previousHash hash of the revision before, {@link #GENESIS} for the first
 */
public record PolicyRevision(
    long revision,
    String commandId,
    RolloutAction action,
    @Nullable String account,
    @Nullable String strategy,
    Stage stage,
    int rampPercent,
    boolean rollback,
    String by,
    String reason,
    String source,
    Instant at,
    String previousHash) {

  /** What the first revision names as the hash before it. */
  static final String GENESIS = "sha256:stage-policy";

  public PolicyRevision {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(previousHash, "previousHash");
    if (revision < 1 || rampPercent < 0 || rampPercent > 100) {
      throw new IllegalArgumentException(
          "no revision of a stage policy: " + revision + " with a ramp of " + rampPercent);
    }
  }

  /** Whether it is about everything. */
  boolean firmWide() {
    return account == null && strategy == null;
  }

  /** The hash that the content calls for. */
  String hash() {
    return Digests.sha256(
        previousHash,
        Long.toString(revision),
        commandId,
        action.name(),
        // A name is never empty: null and "" can't be taken for each other.
        account == null ? "" : account,
        strategy == null ? "" : strategy,
        stage.word(),
        Integer.toString(rampPercent),
        Boolean.toString(rollback),
        by,
        reason,
        source,
        at.toString());
  }
}
