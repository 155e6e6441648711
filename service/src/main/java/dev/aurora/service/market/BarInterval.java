package dev.aurora.service.market;

import java.time.Duration;

/** Length of a bar, named as in ISO 8601. A day is a trading session, not 24 hours. */
public enum BarInterval {
  DAY("P1D", Duration.ofDays(1)),
  FIFTEEN_MINUTES("PT15M", Duration.ofMinutes(15)),
  ONE_MINUTE("PT1M", Duration.ofMinutes(1));

  private final String iso;
  private final Duration length;

  BarInterval(String iso, Duration length) {
    this.iso = iso;
    this.length = length;
  }

  /** The ISO 8601 text: {@code P1D}, {@code PT15M}, {@code PT1M}. */
  public String iso() {
    return iso;
  }

  /** Length by the clock; for {@link #DAY} the distance of two midnights in UTC. */
  public Duration length() {
    return length;
  }

  /** Whether several bars make up one session. */
  public boolean isIntraday() {
    return this != DAY;
  }

  /**
   * Reads an ISO 8601 text.
   *
   * @throws IllegalArgumentException if no bar interval is named so
   */
  public static BarInterval parse(String iso) {
    for (BarInterval interval : values()) {
      if (interval.iso.equals(iso)) {
        return interval;
      }
    }
    throw new IllegalArgumentException(
        "unknown bar interval '" + iso + "', expected P1D, PT15M or PT1M");
  }
}
