package dev.aurora.service.e2d;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/** Up to when a run may know the market. */
public sealed interface AsOf {

  /**
   * The close of one session.
   *
   * @param date its date in New York
   */
  record Session(LocalDate date) implements AsOf {
    public Session {
      Objects.requireNonNull(date, "date");
    }
  }

  /**
   * A moment: every bar that is complete then.
   *
   * @param at the moment
   */
  record Moment(Instant at) implements AsOf {
    public Moment {
      Objects.requireNonNull(at, "at");
    }
  }

  /** The close of the session of this date. */
  static AsOf session(LocalDate date) {
    return new Session(date);
  }

  /** Every bar complete at this moment. */
  static AsOf moment(Instant at) {
    return new Moment(at);
  }
}
