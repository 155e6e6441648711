package dev.aurora.service.market;

import dev.aurora.service.market.BarFormatException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads bars from one CSV or CSV.gz file. Columns, in any order and case: {@code Ticker} or {@code
 * Symbol}; {@code Date} (daily, yyyy-MM-dd) or {@code Time} (RFC 3339 with an offset of zero);
 * {@code Open High Low Close Volume}; any other column is not read.
 *
 * <p>Strict in form, silent about values: text that is no number is an error here, while {@code
 * NaN}, infinities, an empty cell (read as NaN) and negative prices are for DataSanity to judge.
 */
final class BarFile {

  private static final List<String> NUMBERS = List.of("Open", "High", "Low", "Close", "Volume");

  private final CsvTable table;
  private final int symbol;
  private final int date;
  private final int time;
  private final int[] numbers;

  private BarFile(CsvTable table) {
    this.table = table;
    int ticker = table.find("Ticker");
    this.symbol = ticker >= 0 ? ticker : table.column("Symbol");
    this.time = table.find("Time");
    this.date = time >= 0 ? -1 : table.column("Date");
    this.numbers = NUMBERS.stream().mapToInt(table::column).toArray();
  }

  /**
   * All bars of a file in its order.
   *
   * @throws BarFormatException naming file, line and column
   * @throws IOException when the file can't be read
   */
  static List<Bar> read(Path path) throws IOException {
    BarFile file = new BarFile(CsvTable.read(path));
    List<Bar> bars = new ArrayList<>(file.table.rows().size());
    for (CsvTable.Row row : file.table.rows()) {
      bars.add(file.bar(row));
    }
    return bars;
  }

  private Bar bar(CsvTable.Row row) {
    String ticker = row.cells()[symbol].strip();
    if (ticker.isEmpty()) {
      throw table.wrong(Problem.COLUMNS, row, symbol, "a symbol");
    }
    return new Bar(
        ticker,
        time >= 0 ? instant(row) : midnight(row),
        number(row, 0),
        number(row, 1),
        number(row, 2),
        number(row, 3),
        number(row, 4));
  }

  private Instant midnight(CsvTable.Row row) {
    try {
      return LocalDate.parse(row.cells()[date].strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw table.wrong(Problem.TIME, row, date, "a date such as 2013-02-28");
    }
  }

  private Instant instant(CsvTable.Row row) {
    try {
      OffsetDateTime at = OffsetDateTime.parse(row.cells()[time].strip());
      if (!at.getOffset().equals(ZoneOffset.UTC)) {
        throw table.wrong(Problem.TIME, row, time, "a time in UTC such as 2013-02-28T14:30:00Z");
      }
      return at.toInstant();
    } catch (DateTimeException e) {
      throw table.wrong(Problem.TIME, row, time, "a time in UTC such as 2013-02-28T14:30:00Z");
    }
  }

  private double number(CsvTable.Row row, int which) {
    String text = row.cells()[numbers[which]].strip();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> decimal(row, which, text);
    };
  }

  /** Double.parseDouble would take hexadecimal and type suffixes too: those are no prices. */
  private double decimal(CsvTable.Row row, int which, String text) {
    char end = text.charAt(text.length() - 1);
    boolean plain = Character.isDigit(end) || end == '.';
    try {
      if (plain && text.indexOf('x') < 0 && text.indexOf('X') < 0) {
        return Double.parseDouble(text);
      }
    } catch (NumberFormatException e) {
      throw table.wrong(Problem.NUMBER, row, numbers[which], "a decimal number");
    }
    throw table.wrong(Problem.NUMBER, row, numbers[which], "a decimal number");
  }
}
