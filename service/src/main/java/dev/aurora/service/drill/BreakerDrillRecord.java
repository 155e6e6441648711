package dev.aurora.service.drill;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one scenario.
 *
 * @param attack what went wrong, in words
 * @param tried orders that the strategy decided during the attack
 * @param approved those that the policy approved
 * @param sent those that reached the broker, by its own ledger
 * @param triedBeforeStop orders tried up to the last that was sent
 * @param stoppedBy what kept back the first order after that: controls, or the last step's reason
 * @param measure what was measured, in words with its unit
 * @param observed how far the attack got
 * @param boundBy limits that say how far it may get
 * @param bound how far it may get; null = the policy sets no bound
 * @param firstLatch what a rule latched first; null = nothing was latched
 * @param exit whether what is held can still be closed
 * @param stopped whether orders ceased within the bound, and nothing contradicted the drill
 * @param finding why not stopped, or a sentence that it was
 */
public record BreakerDrillRecord(
    String scenario,
    String attack,
    int tried,
    int approved,
    long sent,
    int triedBeforeStop,
    List<String> stoppedBy,
    String measure,
    BigDecimal observed,
    String boundBy,
    @Nullable BigDecimal bound,
    @Nullable FirstLatch firstLatch,
    ExitWay exit,
    boolean stopped,
    String finding) {

  public BreakerDrillRecord {
    stoppedBy = List.copyOf(stoppedBy);
  }

  /** Stopped, and no position is trapped. */
  public boolean passed() {
    return stopped && exit != ExitWay.NONE;
  }

  /** How what is held at the end can be closed. */
  public enum ExitWay {
    /** By an order of the strategy itself. */
    STRATEGY,
    /** Only by a person's order. */
    PERSON,
    /** Not at all: a position is trapped. */
    NONE
  }

  /**
   * A latch that a rule set.
   *
   * @param scope such as {@code strategy:momentum}
   * @param level such as {@code REDUCE_ONLY}
   * @param control the rule's control
   * @param observed what it saw; null where no number was compared, as are the two below
   * @param limit what that was held against
   * @param unit of both
   */
  public record FirstLatch(
      String scope,
      String level,
      String control,
      @Nullable String observed,
      @Nullable String limit,
      @Nullable String unit) {}
}
