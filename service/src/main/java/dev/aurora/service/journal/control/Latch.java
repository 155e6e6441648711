package dev.aurora.service.journal.control;

import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Instant;

/**
 * An order to restrict a scope until a person, or the end of its cause, lifts it.
 *
 * @param commandId unique for ever; engaging it again changes nothing
 * @param engagedBy person or rule
 * @param engagedAt wall time
 */
public record Latch(
    String commandId,
    ControlScope scope,
    KillLevel level,
    Kind kind,
    Source source,
    String engagedBy,
    String reason,
    Instant engagedAt) {

  /** How it ends. */
  public enum Kind {
    /** Two persons release it, with a cause. */
    LATCH,
    /** It ends by itself when its cause is gone. */
    CONDITION
  }

  /** Who asked for it. */
  public enum Source {
    ENVIRONMENT,
    FILE,
    OPERATOR,
    RULE
  }

  private static final int REASON_LENGTH_MAX = 1000;
  private static final int NAME_LENGTH_MAX = 128;

  public Latch {
    if (commandId.isBlank()) {
      throw new IllegalArgumentException("a latch needs a command id");
    }
    if (kind == Kind.CONDITION && level != KillLevel.REDUCE_ONLY) {
      throw new IllegalArgumentException("a condition only reduces, it does not kill: " + level);
    }
    // A kill never fails for the length of its explanation.
    reason = shortened(reason, REASON_LENGTH_MAX);
    engagedBy = shortened(engagedBy, NAME_LENGTH_MAX);
  }

  private static String shortened(String text, int lengthMax) {
    return text.length() <= lengthMax ? text : text.substring(0, lengthMax);
  }
}
