package dev.aurora.service.journal.account;

import dev.aurora.rules.limit.BoundLimits;
import dev.aurora.rules.limit.LimitName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How far back the counters of a check look, in market time. A window ends at now, inclusive, and
 * starts after {@code now - length}, exclusive.
 *
 * @param submitRate submits a strategy, account or symbol made
 * @param messageRate all messages
 * @param duplicateOrder equal orders
 * @param denials denials of a strategy
 * @param brokerRejects rejects by the broker
 * @param losingExits losing exits of a strategy, counted back from the newest of them
 * @param lossStreakLock how long after its newest losing exit a streak still counts
 */
public record Windows(
    Duration submitRate,
    Duration messageRate,
    Duration duplicateOrder,
    Duration denials,
    Duration brokerRejects,
    Duration losingExits,
    Duration lossStreakLock) {

  public Windows {
    Stream.of(
            submitRate,
            messageRate,
            duplicateOrder,
            denials,
            brokerRejects,
            losingExits,
            lossStreakLock)
        .filter(Duration::isNegative)
        .findFirst()
        .ifPresent(
            negative -> {
              throw new IllegalArgumentException("a window is not negative: " + negative);
            });
  }

  /** What the policy says: its own lengths, and those that the limits' names carry. */
  static Windows of(BoundLimits limits) {
    return of(seconds(limits.getDuplicateOrderWindow()), seconds(limits.getLossStreakLock()));
  }

  /** The shipped firm defaults. */
  public static Windows shipped() {
    return of(
        seconds(LimitName.DUPLICATE_ORDER_WINDOW.shippedDefault()),
        seconds(LimitName.LOSS_STREAK_LOCK.shippedDefault()));
  }

  private static Windows of(Duration duplicateOrder, Duration lossStreakLock) {
    return new Windows(
        counted(LimitName.SUBMIT_RATE_MAX),
        counted(LimitName.MESSAGE_RATE_MAX),
        duplicateOrder,
        counted(LimitName.BREACH_BURST_MAX),
        counted(LimitName.REJECTION_BURST_MAX),
        counted(LimitName.LOSS_STREAK_MAX),
        lossStreakLock);
  }

  private static Duration counted(LimitName limit) {
    return limit.window().orElseThrow();
  }

  /** To the nanosecond above: a window is never cut short. */
  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofNanos(
        seconds.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact());
  }

  /** Each length the longer of both. */
  Windows longer(Windows other) {
    return new Windows(
        longer(submitRate, other.submitRate),
        longer(messageRate, other.messageRate),
        longer(duplicateOrder, other.duplicateOrder),
        longer(denials, other.denials),
        longer(brokerRejects, other.brokerRejects),
        longer(losingExits, other.losingExits),
        longer(lossStreakLock, other.lossStreakLock));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** The longest look back at single orders. */
  public Duration longestOfOrders() {
    return Stream.of(submitRate, messageRate, duplicateOrder, denials)
        .max(Duration::compareTo)
        .orElseThrow();
  }
}
