package dev.aurora.service.build;

import dev.aurora.service.journal.decision.Digests;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the record of which build new executions take.
 *
 * @param revision from 1 on, without a gap
 * @param build what it is about; null = whatever ramps
 * @param percent share that was asked for
 * @param current build of new executions after it; null = none
 * @param ramping build that a share of them took after it; null = none
 * @param detail what came of it; empty before that is known
 * @param at wall time, to the microsecond
 */
public record BuildChange(
    long revision,
    String commandId,
    Phase phase,
    Action action,
    @Nullable String build,
    int percent,
    @Nullable String current,
    @Nullable String ramping,
    String detail,
    String by,
    String reason,
    String source,
    Instant at,
    String previousHash) {

  /** What the first row names as the hash before it. */
  static final String GENESIS = "sha256:build-changes";

  /** How far a change has come. */
  public enum Phase {
    /** Noted before the server is told. */
    ASKED,
    /** The server routes by it. */
    DONE,
    /** Nothing was changed. */
    REFUSED,
    /** The server routes otherwise than the last row says: somebody changed it by another way. */
    FOUND
  }

  /** What it does. */
  public enum Action {
    /** The first build of an installation takes all executions. */
    FIRST,
    ADVANCE,
    RAMP,
    ROLLBACK,
    /** A build on which nothing runs any more is no longer kept. */
    RETIRE,
    /** By another way. */
    ELSEWHERE
  }

  public BuildChange {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(previousHash, "previousHash");
  }

  /** Whether it says what the server routes by. */
  boolean settled() {
    return phase == Phase.DONE || phase == Phase.FOUND;
  }

  /** The hash that the content calls for. */
  String hash() {
    return Digests.sha256(
        previousHash,
        Long.toString(revision),
        commandId,
        phase.name(),
        action.name(),
        // A build's name is never empty: null and "" can't be taken for each other.
        build == null ? "" : build,
        Integer.toString(percent),
        current == null ? "" : current,
        ramping == null ? "" : ramping,
        detail,
        by,
        reason,
        source,
        at.toString());
  }
}
