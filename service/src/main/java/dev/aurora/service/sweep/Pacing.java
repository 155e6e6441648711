package dev.aurora.service.sweep;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps what is looked at again and again from being asked for too often. One thread uses it. */
final class Pacing {

  /** What differs is seldom gone a moment later, and a comparison is dear. */
  private static final int SELDOM = 10;

  private final Duration pace;

  /** From when on each may be asked for again, by {@link System#nanoTime()}. */
  private final Map<String, Long> notBefore = new HashMap<>();

  Pacing(Duration pace) {
    this.pace = pace;
  }

  /** Whether it was not asked for just now; asking is noted. */
  boolean isTime(String what) {
    long now = System.nanoTime();
    Long earliest = notBefore.get(what);
    if (earliest != null && now - earliest < 0) {
      return false;
    }
    notBefore.put(what, now + pace.toNanos());
    return true;
  }

  /** The answer was not the wanted one. */
  void notSoon(String what) {
    notBefore.put(what, System.nanoTime() + pace.multipliedBy(SELDOM).toNanos());
  }
}
