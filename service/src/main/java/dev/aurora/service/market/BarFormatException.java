package dev.aurora.service.market;

import java.util.Objects;

/**
 * A data file that can't be read as what it should be: where, what was found, what was expected.
 * Never thrown for implausible values, only for an unreadable form.
 */
public final class BarFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of form is broken. */
  public enum Problem {
    /** No header, or a header and no row. */
    EMPTY,
    /** A needed column is missing, unknown or doubled, or a row has another number of cells. */
    COLUMNS,
    /** A cell that should hold a number holds other text. */
    NUMBER,
    /** A time that is no date, or no time in UTC. */
    TIME,
    /** Compressed bytes, or text, that can't be decoded. */
    ENCODING
  }

  private final Problem problem;
  private final String file;
  private final int line;
  private final String column;

  /**
   * @param file name as the caller gave it
   * @param line 1-based line; 0 when the whole file is meant
   * @param column name of the column; empty when the whole line is meant
   */
  public BarFormatException(
      Problem problem, String file, int line, String column, String found, String expected) {
    super(
        "%s%s%s: found %s, expected %s"
            .formatted(
                file,
                line > 0 ? ", line " + line : "",
                column.isEmpty() ? "" : ", column " + column,
                found,
                expected));
    this.problem = Objects.requireNonNull(problem, "problem");
    this.file = file;
    this.line = line;
    this.column = column;
  }

  public Problem problem() {
    return problem;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public String column() {
    return column;
  }
}
