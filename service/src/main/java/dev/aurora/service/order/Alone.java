package dev.aurora.service.order;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of this process at a time work on an order. An attempt whose sign of life came
 * too late is given up by Temporal and goes on all the same: the next attempt may begin beside it,
 * find nothing at the broker yet, and send what is just being sent. A lock an order, not a share of
 * a fixed number of them: no order ever waits for the wire of another. Thread-safe.
 */
final class Alone {

  private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Duration patience;

  /**
   * @param patience how long to wait for whoever works on the order
   */
  Alone(Duration patience) {
    this.patience = patience;
  }

  /**
   * Works on the order when nobody else does.
   *
   * @return false when somebody else still did after all the patience, or the wait was interrupted:
   *     nothing was done
   */
  boolean with(String clientOrderId, Runnable work) {
    long patientUntil = System.nanoTime() + patience.toNanos();
    while (true) {
      ReentrantLock lock = locks.computeIfAbsent(clientOrderId, id -> new ReentrantLock());
      if (!taken(lock, patientUntil - System.nanoTime())) {
        return false;
      }
      try {
        // Whoever held it before has thrown it away, and others may hold a newer one.
        if (locks.get(clientOrderId) == lock) {
          run(work, clientOrderId, lock);
          return true;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void run(Runnable work, String clientOrderId, ReentrantLock lock) {
    try {
      work.run();
    } finally {
      locks.remove(clientOrderId, lock);
    }
  }

  private static boolean taken(ReentrantLock lock, long nanos) {
    try {
      return lock.tryLock(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
