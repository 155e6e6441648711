package dev.aurora.service.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that stops a command, in the words of the person who has to do something about it.
 *
 * @param code stable id for scripts and tests, such as {@code python-missing}
 * @param what one sentence: what is wrong
 * @param where file, address, option or program it is about; null where there is no such place
 * @param expected what would have been right; null where the first sentence already says it
 * @param remedy what to do next; may have several lines
 */
public record Problem(
    String code, String what, @Nullable String where, @Nullable String expected, String remedy) {

  public Problem {
    if (code.isBlank() || what.isBlank() || remedy.isBlank()) {
      throw new IllegalArgumentException("a problem needs a code, what is wrong and a remedy");
    }
  }

  /** A problem without a place and without an expectation of its own. */
  public static Problem of(String code, String what, String remedy) {
    return new Problem(code, what, null, null, remedy);
  }

  /** The same problem with the file, address, option or program it is about. */
  public Problem at(Object place) {
    return new Problem(code, what, place.toString(), expected, remedy);
  }

  /** The same problem with what would have been right. */
  public Problem expecting(String right) {
    return new Problem(code, what, where, right, remedy);
  }
}
