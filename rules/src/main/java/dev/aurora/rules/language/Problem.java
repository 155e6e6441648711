package dev.aurora.rules.language;

import java.util.Comparator;

/**
 * One mistake in a policy, in an officer's words.
 *
 * @param code what kind of mistake
 * @param file path relative to the policy folder
 * @param line from 1
 * @param column from 1
 * @param endColumn column after the last wrong character
 * @param message one sentence: what is wrong
 * @param suggestion what to write instead; empty where there is nothing to suggest
 */
public record Problem(
    ProblemCode code,
    Severity severity,
    String file,
    int line,
    int column,
    int endColumn,
    String message,
    String suggestion) {

  /** By place, so that an officer reads them from top to bottom. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::code);

  static Problem error(ProblemCode code, Span at, String message, String suggestion) {
    return new Problem(
        code,
        Severity.ERROR,
        at.file(),
        at.line(),
        at.column(),
        at.endColumn(),
        message,
        suggestion);
  }

  static Problem warning(ProblemCode code, Span at, String message, String suggestion) {
    return new Problem(
        code,
        Severity.WARNING,
        at.file(),
        at.line(),
        at.column(),
        at.endColumn(),
        message,
        suggestion);
  }

  /** A problem of a whole file or folder. */
  public static Problem ofFile(ProblemCode code, String file, String message, String suggestion) {
    return error(code, Span.startOf(file), message, suggestion);
  }

  /** Path of the page that shows a bad and a good example. */
  public String page() {
    return code.page();
  }
}
