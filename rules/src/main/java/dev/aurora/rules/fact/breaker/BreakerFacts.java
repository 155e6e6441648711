package dev.aurora.rules.fact.breaker;

import dev.aurora.rules.fact.SessionPhase;
import dev.aurora.rules.fact.Side;
import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.fact.TradingMode;
import dev.aurora.rules.limit.ScopeForm;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that the breakers may look at after one event, as plain data. A {@code null} section or value
 * is <em>missing</em>, never zero, where the kind of event has to carry it; a section that the kind
 * needn't carry may be left out, and is looked at when it is given.
 *
 * @param id name of the check, echoed in the verdict
 * @param now wall time of the check: ages of heartbeats and unknown orders are measured against it
 * @param session every event
 * @param activity ORDER and REJECT
 * @param account ORDER, FILL, RUN_END and RECONCILIATION
 * @param fill FILL
 * @param run RUN_END
 * @param broker HEARTBEAT
 * @param books RECONCILIATION
 * @param control every event
 */
public record BreakerFacts(
    @Nullable String id,
    @Nullable Instant now,
    @Nullable Event event,
    @Nullable Session session,
    @Nullable Activity activity,
    @Nullable Account account,
    @Nullable Fill fill,
    @Nullable Run run,
    @Nullable Broker broker,
    @Nullable Books books,
    @Nullable Control control) {

  /**
   * What happened, and to whom. An owner that is {@code null} is none of the event's, which is no
   * fault: a heartbeat has a venue and no strategy.
   *
   * @throws IllegalArgumentException when an owner's name is empty or holds a space, colon or
   *     slash: the text of its scope would name something else
   */
  public record Event(
      @Nullable EventKind kind,
      @Nullable String account,
      @Nullable String strategy,
      @Nullable String symbol,
      @Nullable String venue,
      @Nullable String modelVersion) {

    public Event {
      named("account", account);
      named("strategy", strategy);
      named("symbol", symbol);
      named("venue", venue);
      named("modelVersion", modelVersion);
    }
  }

  /** The exchange's session. */
  public record Session(@Nullable SessionPhase phase) {}

  /**
   * Counts in the last 60 s of market time, the event included.
   *
   * @param denialsWindow orders of the strategy that we denied
   * @param brokerRejectsWindow orders of the account that the broker rejected
   * @throws IllegalArgumentException when a count is negative
   */
  public record Activity(@Nullable Long denialsWindow, @Nullable Long brokerRejectsWindow) {
    public Activity {
      counted("denialsWindow", denialsWindow);
      counted("brokerRejectsWindow", brokerRejectsWindow);
    }
  }

  /**
   * The account's equity, in account currency.
   *
   * @param equityAtOpen the previous close's, after corporate actions and cash flows
   * @param equityPeak highest so far, shifted by cash flows
   */
  public record Account(
      @Nullable BigDecimal equity,
      @Nullable BigDecimal equityAtOpen,
      @Nullable BigDecimal equityPeak) {}

  /**
   * The fill that is the event. Prices are in price currency per unit; one that isn't positive
   * counts as missing.
   *
   * @param referencePrice the reference price when the order was sent
   */
  public record Fill(
      @Nullable Side side, @Nullable BigDecimal price, @Nullable BigDecimal referencePrice) {}

  /**
   * The decision run that ended, and those before it.
   *
   * @param failedDataSanityInARow runs with failed DataSanity up to and with this one; 0 when this
   *     one is green
   * @param overLatencyBudgetInARow runs over the latency budget, likewise
   * @param latencyMillis milliseconds from bars to decisions of this run; null = not measured
   * @throws IllegalArgumentException when a count or the latency is negative
   */
  public record Run(
      @Nullable Long failedDataSanityInARow,
      @Nullable Long overLatencyBudgetInARow,
      @Nullable BigDecimal latencyMillis) {

    public Run {
      counted("failedDataSanityInARow", failedDataSanityInARow);
      counted("overLatencyBudgetInARow", overLatencyBudgetInARow);
      if (latencyMillis != null && latencyMillis.signum() < 0) {
        throw new IllegalArgumentException("latencyMillis is negative: " + latencyMillis);
      }
    }
  }

  /**
   * What is known of the broker, in wall time.
   *
   * @param oldestUnknownSince since when the oldest order of unknown outcome in the event's account
   *     and symbol is unknown; null = there is none
   */
  public record Broker(@Nullable Instant lastHeartbeatAt, @Nullable Instant oldestUnknownSince) {}

  /**
   * Our books against the broker's.
   *
   * @param mismatchConfirmed true only after a targeted second look: a difference that is still in
   *     flight is none
   */
  public record Books(@Nullable Boolean mismatchConfirmed) {}

  /** What Aurora itself is set to. */
  public record Control(@Nullable Stage stage, @Nullable TradingMode mode) {}

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
