package dev.aurora.rules.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that an order breaks.
 *
 * @param control catalogue id, such as {@code order-value-max}
 * @param code {@code control}, or {@code <control>.missing-<fact>} and the like
 * @param rule the rule's name: a sentence
 * @param observed what was seen, as exact plain text; null where no number was compared
 * @param limit what it was held against, as exact plain text; null where no number was compared
 * @param unit unit of both
 * @param scope the scope whose limit bound, such as {@code account:PAPER-1}
 * @param missing JSON paths of the facts that were needed and absent
 * @param message one sentence for a person
 * @param killLevel level at which HALT_TRADING trips the kill, else null
 * @param override the override that lifted it, when its mode is {@link Mode#OVERRIDDEN}; else null
 */
public record Breach(
    String control,
    String code,
    String rule,
    Consequence consequence,
    Mode mode,
    @Nullable String observed,
    @Nullable String limit,
    @Nullable String unit,
    @Nullable String scope,
    List<String> missing,
    String message,
    @Nullable String killLevel,
    @Nullable String override) {

  public Breach {
    missing = List.copyOf(missing);
    if ((mode == Mode.OVERRIDDEN) != (override != null)) {
      throw new IllegalArgumentException("a breach is overridden by an override: " + control);
    }
  }

  /** A breach that binds or is monitored: nothing overrides it. */
  public Breach(
      String control,
      String code,
      String rule,
      Consequence consequence,
      Mode mode,
      @Nullable String observed,
      @Nullable String limit,
      @Nullable String unit,
      @Nullable String scope,
      List<String> missing,
      String message,
      @Nullable String killLevel) {
    this(
        control,
        code,
        rule,
        consequence,
        mode,
        observed,
        limit,
        unit,
        scope,
        missing,
        message,
        killLevel,
        null);
  }

  /** The same breach, lifted by an override. */
  public Breach overriddenBy(String overrideId, String more) {
    return with(Mode.OVERRIDDEN, message + more, overrideId);
  }

  /**
   * The same breach, with more for a person to read.
   *
   * @param more with a space before it, or empty
   */
  public Breach saying(String more) {
    return more.isEmpty() ? this : with(mode, message + more, override);
  }

  private Breach with(Mode newMode, String newMessage, @Nullable String by) {
    return new Breach(
        control,
        code,
        rule,
        consequence,
        newMode,
        observed,
        limit,
        unit,
        scope,
        missing,
        newMessage,
        killLevel,
        by);
  }
}
