package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.time.Instant;

/** Distances between instants of market time as exact decimals of seconds. Pure functions. */
final class Ages {

  private Ages() {}

  /** Seconds from {@code from} to {@code to}; negative when {@code to} is the earlier. */
  static BigDecimal secondsBetween(Instant from, Instant to) {
    long seconds = to.getEpochSecond() - from.getEpochSecond();
    int nanos = to.getNano() - from.getNano();
    BigDecimal whole = BigDecimal.valueOf(seconds);
    return nanos == 0 ? whole : whole.add(BigDecimal.valueOf(nanos, 9)).stripTrailingZeros();
  }

  /** Whether {@code time} lies more than one second after {@code now}. */
  static boolean isAhead(Instant time, Instant now) {
    return time.isAfter(now.plusSeconds(1));
  }
}
