package dev.aurora.service.killswitch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stops a process whose operators have fallen silent: while it is on, somebody has to give a sign
 * of life in time. The sign is the age of a file in the data directory, so that it needs neither
 * database nor Temporal. Off unless asked for. Thread-safe; every call looks again.
 */
public final class DeadManSwitch {

  private static final String SIGN = "operator.alive";

  private final Path sign;
  private final Duration limit;
  private final Clock clock;
  private final Instant startedAt;

  /**
   * @param home data directory
   * @param limit how long nobody may be heard; counts from now when nobody ever was
   * @param clock wall time
   */
  public DeadManSwitch(Path home, Duration limit, Clock clock) {
    this.sign = home.resolve(SIGN);
    this.limit = limit;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** Silence that has lasted too long. */
  public record Silence(Instant since, String reason) {}

  /** Gives a sign of life, durable when this returns. */
  public static void sign(Path home, String who, Instant now) throws IOException {
    Files.writeString(home.resolve(SIGN), who + " at " + now + "\n", StandardCharsets.UTF_8);
  }

  /** Too long a silence, or empty. */
  public Optional<Silence> silence() {
    Instant heard = lastSign();
    Instant now = clock.instant();
    return Duration.between(heard, now).compareTo(limit) <= 0
        ? Optional.empty()
        : Optional.of(
            new Silence(
                heard,
                "no operator was heard since "
                    + heard
                    + ", which the dead-man switch allows for "
                    + limit.toSeconds()
                    + " s"));
  }

  /** A sign of a time that has not come yet is none, nor is one that can't be read. */
  private Instant lastSign() {
    try {
      Instant signed = Files.getLastModifiedTime(sign).toInstant();
      boolean counts = signed.isAfter(startedAt) && !signed.isAfter(clock.instant().plusSeconds(1));
      return counts ? signed : startedAt;
    } catch (IOException nobodyYetOrUnreadable) {
      return startedAt; // silence, and its kill says since when
    }
  }
}
