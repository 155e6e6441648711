package dev.aurora.service.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something outside this process, which can't notify it. */
public final class Waiting {

  private Waiting() {}

  /**
   * Asks every {@code poll} until {@code done} or the time is over.
   *
   * @return whether it came true in time
   */
  public static boolean until(BooleanSupplier done, Duration patience, Duration poll) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      pause(poll);
    }
    return true;
  }

  /**
   * Sleeps.
   *
   * @throws IllegalStateException when the thread is interrupted; its flag stays set
   */
  public static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
