package dev.aurora.service.broker.paper;

import java.time.Duration;

/** How a slow broker takes its time; tests take none. */
@FunctionalInterface
public interface Pause {

  /** Waits on the calling thread; an interrupt ends the wait and stays set. */
  Pause SLEEP =
      delay -> {
        try {
          Thread.sleep(delay);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      };

  void of(Duration delay);
}
