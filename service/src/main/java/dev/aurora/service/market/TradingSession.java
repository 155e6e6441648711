package dev.aurora.service.market;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * One trading session of the exchange.
 *
 * @param date date in New York
 * @param open first instant of trading
 * @param close first instant after trading
 * @param earlyClose whether it closes before 16:00 New York
 */
public record TradingSession(LocalDate date, Instant open, Instant close, boolean earlyClose) {

  public TradingSession {
    Objects.requireNonNull(date, "date");
    if (!open.isBefore(close)) {
      throw new IllegalArgumentException("session " + date + " closes before it opens");
    }
  }

  /** Whether trading goes on at {@code at}: open <= at < close. */
  public boolean contains(Instant at) {
    return !at.isBefore(open) && at.isBefore(close);
  }

  /** The time of this session's daily bar: its date at 00:00 UTC. */
  public Instant barTime() {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
