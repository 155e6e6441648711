package dev.aurora.rules.fact;

import java.math.BigDecimal;
import java.time.Instant;

/** Distances between instants of market time as exact decimals of seconds. Pure functions. */
public final class Ages {

  private static final BigDecimal CENTURY = BigDecimal.valueOf(36_525L * 86_400);

  private Ages() {}

  /** Seconds from {@code from} to {@code to}; negative when {@code to} is the earlier. */
  public static BigDecimal secondsBetween(Instant from, Instant to) {
    long seconds = to.getEpochSecond() - from.getEpochSecond();
    int nanos = to.getNano() - from.getNano();
    BigDecimal whole = BigDecimal.valueOf(seconds);
    return nanos == 0 ? whole : whole.add(BigDecimal.valueOf(nanos, 9)).stripTrailingZeros();
  }

  /** That many seconds after {@code time}; for more than a century, a century after it. */
  static Instant later(Instant time, BigDecimal seconds) {
    return time.plusNanos(seconds.min(CENTURY).movePointRight(9).longValue());
  }

  /** Whether {@code time} lies more than one second after {@code now}. */
  public static boolean isAhead(Instant time, Instant now) {
    long seconds = time.getEpochSecond() - now.getEpochSecond();
    return seconds > 1 || (seconds == 1 && time.getNano() > now.getNano());
  }
}
