package dev.aurora.service.journal.action;

import java.time.LocalDate;

/**
 * Up to which session an account's market time has gone on.
 *
 * @param beganOn actions up to and with this date were in the books before there was a clock
 * @param rolledTo the session that books and broker stand at
 * @param rollingTo the session that a roll is under way to; {@code rolledTo} between rolls
 */
public record MarketClock(LocalDate beganOn, LocalDate rolledTo, LocalDate rollingTo) {

  public MarketClock {
    if (rolledTo.isBefore(beganOn) || rollingTo.isBefore(rolledTo)) {
      throw new IllegalArgumentException(
          "market time goes forward: " + beganOn + ", " + rolledTo + ", " + rollingTo);
    }
  }

  /** Whether a roll was begun and not ended. */
  public boolean underWay() {
    return rollingTo.isAfter(rolledTo);
  }
}
