package dev.aurora.rules.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What an engine is told from outside.
 *
 * @param timeBudget longest that one evaluation may take; a longer one is a denial
 * @param nanoTime measures that time, in nanoseconds from any origin
 */
public record EngineSettings(Duration timeBudget, LongSupplier nanoTime) {

  public EngineSettings {
    Objects.requireNonNull(nanoTime, "nanoTime");
    if (timeBudget.isNegative() || timeBudget.isZero()) {
      throw new IllegalArgumentException("a time budget is positive, not " + timeBudget);
    }
  }

  /** The catalogue's budget of 250 ms, measured by the machine's monotonic clock. */
  public static EngineSettings standard() {
    return new EngineSettings(Duration.ofMillis(250), System::nanoTime);
  }

  /**
   * No time passes: what the facts and the policy decide, however slow the machine is. For cases,
   * replays and {@code eval}, whose answer must be the same everywhere.
   */
  public static EngineSettings untimed() {
    return new EngineSettings(Duration.ofMillis(250), () -> 0);
  }
}
