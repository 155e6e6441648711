package dev.aurora.service.crash;

import java.util.List;

/**
 * Where a process dies.
 *
 * @param step the activity, or what else was going on: {@code start-up}, {@code reconcile}
 * @param action what it was doing, such as {@code OrderLife.beginSend} or {@code broker.submit}
 * @param nth which of several equal ones of the process, from 1
 */
record CrashPoint(String step, String action, Phase phase, int nth) {

  private static final String SEPARATOR = "|";

  /** On which side of the moment that counts. */
  enum Phase {
    BEFORE_COMMIT("before commit"),
    AFTER_COMMIT("after commit"),
    BEFORE_CALL("before the call"),
    BEFORE_ANSWER("the broker has it, no answer seen"),
    FILE_BEGUN("half a file"),
    FILE_WRITTEN("file written");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static CrashPoint parse(String text) {
    List<String> parts = List.of(text.split("\\|", -1));
    return new CrashPoint(
        parts.get(0), parts.get(1), Phase.valueOf(parts.get(2)), Integer.parseInt(parts.get(3)));
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return String.join(SEPARATOR, step, action, phase.name(), Integer.toString(nth));
  }
}
