package dev.aurora.service.process;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Timers on a thread of their own, which keeps no process alive. */
public final class DaemonTimer {

  private DaemonTimer() {}

  /**
   * A timer of one thread.
   *
   * @param name of the thread, as dumps and logs show it
   */
  public static ScheduledExecutorService named(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
