package dev.aurora.service.journal.account;

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

  /** The shipped firm defaults. */
  public static Windows shipped() {
    return new Windows(
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofHours(24),
        Duration.ofHours(4));
  }

  /** The longest look back at single orders. */
  public Duration longestOfOrders() {
    return Stream.of(submitRate, messageRate, duplicateOrder, denials)
        .max(Duration::compareTo)
        .orElseThrow();
  }
}
