package dev.aurora.service.market;

import dev.aurora.service.market.BarFormatException.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The adjusted closes that the source of the bars published beside them: an independent check of
 * our own adjustment, and never an input of a decision, for they know the future. Immutable.
 */
public final class PublishedCloses {

  private static final String COLUMN = "Adj Close";

  private final Map<String, Map<LocalDate, Double>> bySymbol;

  private PublishedCloses(Map<String, Map<LocalDate, Double>> bySymbol) {
    this.bySymbol = bySymbol;
  }

  /**
   * Reads the column {@code Adj Close} of daily bar files; a file without it publishes none.
   *
   * @param fileOrFolder as for {@link BarStore#load}
   * @throws BarFormatException when a file is malformed: it names file, line and column
   * @throws IOException when a file can't be read
   */
  public static PublishedCloses load(Path fileOrFolder) throws IOException {
    Map<String, Map<LocalDate, Double>> bySymbol = new HashMap<>();
    for (Path file : BarStore.files(fileOrFolder)) {
      CsvTable table = CsvTable.read(file);
      if (table.find(COLUMN) >= 0) {
        read(table, bySymbol);
      }
    }
    return new PublishedCloses(bySymbol);
  }

  private static void read(CsvTable table, Map<String, Map<LocalDate, Double>> bySymbol) {
    int ticker = table.find("Ticker") >= 0 ? table.find("Ticker") : table.column("Symbol");
    int date = table.column("Date");
    int close = table.column(COLUMN);
    for (CsvTable.Row row : table.rows()) {
      try {
        bySymbol
            .computeIfAbsent(row.cells()[ticker].strip(), symbol -> new HashMap<>())
            .put(
                LocalDate.parse(row.cells()[date].strip()),
                Double.parseDouble(row.cells()[close].strip()));
      } catch (DateTimeException e) {
        throw table.wrong(Problem.TIME, row, date, "a date such as 2013-02-28");
      } catch (NumberFormatException e) {
        throw table.wrong(Problem.NUMBER, row, close, "a number");
      }
    }
  }

  /** The published close of a session; empty when none was. */
  public OptionalDouble of(String symbol, LocalDate date) {
    Double close = bySymbol.getOrDefault(symbol, Map.of()).get(date);
    return close == null ? OptionalDouble.empty() : OptionalDouble.of(close);
  }
}
