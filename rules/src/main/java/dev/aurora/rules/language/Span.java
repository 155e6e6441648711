package dev.aurora.rules.language;

/**
 * Where something stands in a file.
 *
 * @param file path relative to the policy folder, with {@code /}
 * @param start offset of the first character, from 0
 * @param end offset after the last character
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1
 * @param endColumn column after the last character on that line, from 1
 */
public record Span(String file, int start, int end, int line, int column, int endColumn) {

  /** The start of a file, for what concerns all of it. */
  static Span startOf(String file) {
    return new Span(file, 0, 0, 1, 1, 1);
  }

  /**
   * From the start of this to the end of {@code last}; a span of several lines ends with its first.
   */
  Span to(Span last) {
    int width = last.line == line ? last.endColumn - column : Math.max(1, endColumn - column);
    return new Span(file, start, Math.max(end, last.end), line, column, column + width);
  }

  /** The empty place just behind this. */
  Span behind() {
    return new Span(file, end, end, line, endColumn, endColumn + 1);
  }
}
