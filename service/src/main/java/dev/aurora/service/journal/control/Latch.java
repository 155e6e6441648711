package dev.aurora.service.journal.control;

import dev.aurora.workflows.killswitch.KillLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order to restrict a scope until a person, or the end of its cause, lifts it.
 *
 * @param commandId unique for ever; engaging it again changes nothing
 * @param engagedBy person or rule
 * @param engagedAt wall time
 * @param finding what a rule saw; null when no rule asked for it
 */
public record Latch(
    String commandId,
    ControlScope scope,
    KillLevel level,
    Kind kind,
    Source source,
    String engagedBy,
    String reason,
    Instant engagedAt,
    @Nullable Finding finding) {

  /**
   * What a rule saw.
   *
   * @param control catalogue id of the rule
   * @param observed exact plain text; null where no number was compared, as are the two below
   * @param limit what it was held against
   * @param unit unit of both
   */
  public record Finding(
      String control, @Nullable String observed, @Nullable String limit, @Nullable String unit) {}

  /** A latch that no rule asked for. */
  public Latch(
      String commandId,
      ControlScope scope,
      KillLevel level,
      Kind kind,
      Source source,
      String engagedBy,
      String reason,
      Instant engagedAt) {
    this(commandId, scope, level, kind, source, engagedBy, reason, engagedAt, null);
  }

  /** How it ends. */
  public enum Kind {
    /** Persons release it, with a cause: two a kill, one what only reduces. */
    LATCH,
    /** It ends by itself when its cause is gone. */
    CONDITION
  }

  /** Who asked for it. */
  public enum Source {
    ENVIRONMENT,
    FILE,
    OPERATOR,
    RULE,
    /** A Temporal signal: whoever reaches the server. */
    SIGNAL,
    /** No operator was heard for too long. */
    DEAD_MAN
  }

  private static final int REASON_LENGTH_MAX = 1000;
  private static final int NAME_LENGTH_MAX = 128;
  private static final int FINDING_LENGTH_MAX = 64;

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
