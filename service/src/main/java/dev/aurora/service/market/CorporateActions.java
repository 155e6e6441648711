package dev.aurora.service.market;

import dev.aurora.service.market.BarFormatException.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Known splits, dividends and mergers by symbol, in the order of their dates. Immutable,
 * thread-safe.
 */
public final class CorporateActions {

  private static final CorporateActions NONE = new CorporateActions(List.of());

  private final Map<String, List<CorporateAction>> bySymbol = new TreeMap<>();

  private CorporateActions(List<CorporateAction> actions) {
    actions.stream()
        // A line that stands twice tells the same action; counted twice it would halve a price
        // twice.
        .distinct()
        .sorted(
            Comparator.comparing(CorporateAction::exDate)
                .thenComparing(CorporateAction::type)
                .thenComparing(CorporateAction::value))
        .forEach(a -> bySymbol.computeIfAbsent(a.symbol(), s -> new ArrayList<>()).add(a));
  }

  /** No actions are known: an unexplained jump then fails DataSanity. */
  public static CorporateActions none() {
    return NONE;
  }

  public static CorporateActions of(List<CorporateAction> actions) {
    return new CorporateActions(actions);
  }

  /**
   * Reads a CSV with the columns {@code ticker, ex_date, type (split, dividend or merger), value},
   * and for mergers {@code into} and {@code cash}, which a file without mergers may lack.
   *
   * @throws BarFormatException naming file, line and column
   * @throws IOException when the file can't be read
   */
  public static CorporateActions load(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    int ticker = table.column("ticker");
    int date = table.column("ex_date");
    int type = table.column("type");
    int value = table.column("value");
    List<CorporateAction> actions = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      String symbol = row.cells()[ticker].strip();
      LocalDate exDate = date(table, row, date);
      CorporateAction.Type kind = type(table, row, type);
      actions.add(
          kind == CorporateAction.Type.MERGER
              ? merger(table, row, symbol, exDate)
              : new CorporateAction(symbol, exDate, kind, value(table, row, value)));
    }
    return new CorporateActions(actions);
  }

  private static CorporateAction merger(
      CsvTable table, CsvTable.Row row, String symbol, LocalDate exDate) {
    int into = table.column("into");
    String other = row.cells()[into].strip();
    try {
      return new CorporateAction(
          symbol,
          exDate,
          CorporateAction.Type.MERGER,
          amount(table, row, table.column("value")),
          other.isEmpty() ? null : other,
          amount(table, row, table.column("cash")));
    } catch (IllegalArgumentException contradictory) {
      throw table.wrong(
          Problem.COLUMNS, row, into, "shares of another symbol, cash per share, or both");
    }
  }

  /** An empty cell is none. */
  private static BigDecimal amount(CsvTable table, CsvTable.Row row, int column) {
    String cell = row.cells()[column].strip();
    try {
      BigDecimal amount = cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell);
      if (amount.signum() >= 0) {
        return amount;
      }
    } catch (NumberFormatException e) {
      throw table.wrong(Problem.NUMBER, row, column, "a decimal of zero or more");
    }
    throw table.wrong(Problem.NUMBER, row, column, "a decimal of zero or more");
  }

  private static LocalDate date(CsvTable table, CsvTable.Row row, int column) {
    try {
      return LocalDate.parse(row.cells()[column].strip());
    } catch (DateTimeException e) {
      throw table.wrong(Problem.TIME, row, column, "a date such as 2005-02-28");
    }
  }

  private static CorporateAction.Type type(CsvTable table, CsvTable.Row row, int column) {
    return switch (row.cells()[column].strip().toLowerCase(Locale.ROOT)) {
      case "split" -> CorporateAction.Type.SPLIT;
      case "dividend" -> CorporateAction.Type.DIVIDEND;
      case "merger" -> CorporateAction.Type.MERGER;
      default -> throw table.wrong(Problem.COLUMNS, row, column, "split, dividend or merger");
    };
  }

  private static BigDecimal value(CsvTable table, CsvTable.Row row, int column) {
    try {
      BigDecimal value = new BigDecimal(row.cells()[column].strip());
      if (value.signum() > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw table.wrong(Problem.NUMBER, row, column, "a decimal above zero");
    }
    throw table.wrong(Problem.NUMBER, row, column, "a decimal above zero");
  }

  /** All actions of a symbol by date; empty when none is known. */
  public List<CorporateAction> of(String symbol) {
    return List.copyOf(bySymbol.getOrDefault(symbol, List.of()));
  }

  /** Actions of any symbol with {@code after < exDate <= upTo}, as they take effect. */
  public List<CorporateAction> between(LocalDate after, LocalDate upTo) {
    return ShareTerms.inOrder(
        bySymbol.keySet().stream()
            .flatMap(symbol -> between(symbol, after, upTo).stream())
            .distinct()
            .toList());
  }

  /** Actions of a symbol with {@code after < exDate <= upTo}. */
  public List<CorporateAction> between(String symbol, LocalDate after, LocalDate upTo) {
    return bySymbol.getOrDefault(symbol, List.of()).stream()
        .filter(a -> a.exDate().isAfter(after) && !a.exDate().isAfter(upTo))
        .toList();
  }

  /**
   * New shares for one old share over all splits with {@code after < exDate <= upTo}: divide a
   * price of {@code after} by it to compare it with one of {@code upTo}.
   */
  public double splitRatio(String symbol, LocalDate after, LocalDate upTo) {
    double ratio = 1;
    for (CorporateAction action : bySymbol.getOrDefault(symbol, List.of())) {
      if (action.type() == CorporateAction.Type.SPLIT
          && action.exDate().isAfter(after)
          && !action.exDate().isAfter(upTo)) {
        ratio *= action.value().doubleValue();
      }
    }
    return ratio;
  }
}
