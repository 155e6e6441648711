package dev.aurora.rules.fact.promotion;

import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.limit.ScopeForm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known of a candidate when it asks to be promoted. {@code null} means missing,
 * which is a no-go wherever a condition needs it, and never zero or green. Times are wall time.
 *
 * @param id name of the check, echoed in the answer
 * @param now when the facts were gathered
 */
public record PromotionFacts(
    @Nullable String id,
    @Nullable Instant now,
    @Nullable Promotion promotion,
    @Nullable Gates gates,
    @Nullable Scorecard scorecard,
    @Nullable Flags flags,
    @Nullable Rollback rollback,
    @Nullable Shadow shadow,
    @Nullable Books books,
    @Nullable Control control) {

  /**
   * Who asks for what.
   *
   * @param from the mode in which the candidate runs now
   * @param to the mode that it asks for
   * @throws IllegalArgumentException when a name is empty or holds a space, colon or slash: the
   *     text of its scope would name something else
   */
  public record Promotion(
      @Nullable String strategy,
      @Nullable String modelVersion,
      @Nullable TradingMode from,
      @Nullable TradingMode to) {

    public Promotion {
      named("strategy", strategy);
      named("modelVersion", modelVersion);
    }
  }

  /**
   * Verdicts of gates on this candidate's artifacts.
   *
   * @param l0Green every L0 gate is green
   * @param l1GreenNights nights in a row, up to the last one, in which every L1 gate was green
   * @param l2Green every L2 gate is green
   * @throws IllegalArgumentException when a count is negative
   */
  public record Gates(
      @Nullable Boolean l0Green, @Nullable Long l1GreenNights, @Nullable Boolean l2Green) {

    public Gates {
      counted("l1GreenNights", l1GreenNights);
    }
  }

  /**
   * The readiness scorecard.
   *
   * @param done items whose evidence is there, green and young enough
   * @param everyGateGreen no gate's last verdict is red
   * @throws IllegalArgumentException when a count is negative
   */
  public record Scorecard(@Nullable Long done, @Nullable Boolean everyGateGreen) {
    public Scorecard {
      counted("done", done);
    }
  }

  /**
   * Feature flags.
   *
   * @param defaultOff every flag is off by default, or its change has an ADR with evidence
   */
  public record Flags(@Nullable Boolean defaultOff) {}

  /**
   * The rehearsal of a rollback.
   *
   * @param rehearsedAt when the last rehearsal ended green
   */
  public record Rollback(@Nullable Instant rehearsedAt) {}

  /**
   * How the candidate did beside the live orders.
   *
   * @param stableSessions sessions in a row, up to the last one, without a failed run or a latch
   * @throws IllegalArgumentException when a count is negative
   */
  public record Shadow(@Nullable Long stableSessions) {
    public Shadow {
      counted("stableSessions", stableSessions);
    }
  }

  /**
   * Our books against the broker's.
   *
   * @param openBreaks differences that nobody has closed yet
   * @throws IllegalArgumentException when a count is negative
   */
  public record Books(@Nullable Long openBreaks) {
    public Books {
      counted("openBreaks", openBreaks);
    }
  }

  /**
   * What Aurora itself is set to.
   *
   * @param killed a kill stands in a scope that covers the candidate
   */
  public record Control(@Nullable Boolean killed) {}

  private static void named(String what, @Nullable String name) {
    if (name != null && !ScopeForm.isName(name)) {
      throw new IllegalArgumentException(
          what + " is a name without spaces, colons and slashes, not \"" + name + "\"");
    }
  }

  private static void counted(String what, @Nullable Long count) {
    if (count != null && count < 0) {
      throw new IllegalArgumentException(what + " is a count of 0 or more, not " + count);
    }
  }
}
