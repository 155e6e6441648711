package dev.aurora.service.journal.kill;

import dev.aurora.rules.fact.Side;
import dev.aurora.workflows.killswitch.KillLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kill did, as one document: written when it is confirmed, and when it is eased or released.
 *
 * @param source what engaged it: environment, file, operator or rule
 * @param engagedBy person or rule
 * @param ordersCancelled orders that it took back at the broker
 * @param ordersBlocked orders that were never sent
 * @param ordersFilledMeanwhile other orders, with what was filled of them after it was engaged
 * @param flattened orders by which it closed positions
 * @param exitsByHand orders by which persons did
 * @param unconfirmed what was open when this was written; empty = nothing
 * @param persons everybody who had a part in it, in the order of their doing
 * @param releaseCause of the latest release; null before
 */
public record KillReceipt(
    String commandId,
    String scope,
    KillLevel level,
    String source,
    String engagedBy,
    String reason,
    Occasion occasion,
    Times times,
    List<Line> ordersCancelled,
    List<Line> ordersBlocked,
    List<Line> ordersFilledMeanwhile,
    List<Line> flattened,
    List<Line> exitsByHand,
    List<Unconfirmed> unconfirmed,
    List<Person> persons,
    @Nullable String releaseCause) {

  /** Why it is written. */
  public enum Occasion {
    /** Nothing of its scope is open any more. */
    CONFIRMED,
    /** A first release re-opened its scope for reducers. */
    EASED,
    /** It ended. */
    RELEASED
  }

  /**
   * When each thing happened, wall time; null = it did not.
   *
   * @param blockedAt when a process that sends had seen the latch
   * @param reconciledAt when books and broker agreed after the cancels
   * @param confirmedAt when they agreed at the end
   */
  public record Times(
      Instant engagedAt,
      @Nullable Instant blockedAt,
      @Nullable Instant firstCancelRequestedAt,
      @Nullable Instant lastCancelRequestedAt,
      @Nullable Instant cancelsConfirmedAt,
      @Nullable Instant reconciledAt,
      @Nullable Instant flattenedAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant easedAt,
      @Nullable Instant releasedAt) {}

  /**
   * An order.
   *
   * @param filled units that were filled after the kill was engaged
   */
  public record Line(
      String clientOrderId, String account, String symbol, Side side, BigDecimal filled) {}

  /**
   * An order that may still fill, or a position that is not flat.
   *
   * @param what the order's id, or the signed units that are held
   */
  public record Unconfirmed(String account, String symbol, String what, String detail) {}

  /** What a person did. */
  public record Person(String name, String did) {}

  public KillReceipt {
    ordersCancelled = List.copyOf(ordersCancelled);
    ordersBlocked = List.copyOf(ordersBlocked);
    ordersFilledMeanwhile = List.copyOf(ordersFilledMeanwhile);
    flattened = List.copyOf(flattened);
    exitsByHand = List.copyOf(exitsByHand);
    unconfirmed = List.copyOf(unconfirmed);
    persons = List.copyOf(persons);
  }
}
