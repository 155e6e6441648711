package dev.aurora.service.promotion;

import dev.aurora.rules.fact.Side;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderCounts;
import dev.aurora.service.journal.database.Columns;
import dev.aurora.service.journal.database.Database;
import dev.aurora.service.journal.order.Fill;
import dev.aurora.service.run.BarMarket;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a dossier draws, from the books. Thread-safe. */
public final class DossierFigures {

  private final Database database;
  private final JournalQueries queries;
  private final BarMarket market;

  public DossierFigures(Database database, JournalQueries queries, BarMarket market) {
    this.database = database;
    this.queries = queries;
    this.market = market;
  }

  /**
   * One session of the account.
   *
   * @param equity account currency, at the session's close
   * @param turnover value filled / equity, both in account currency
   * @param drawdown fall of equity from its peak so far, as a share of the peak
   */
  record Session(LocalDate date, double equity, double turnover, double drawdown) {}

  /** Latency of a run, milliseconds. */
  record Latency(LocalDate date, double millis) {}

  /** Orders that were denied, by control, the most first. */
  Map<String, Long> denials(String account) {
    OrderCounts counts = queries.countsOfAccount(account);
    Map<String, Long> sorted = new java.util.LinkedHashMap<>();
    new TreeMap<>(counts.deniedByControl())
        .entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** Those of a strategy that were measured, the oldest first. */
  List<Latency> latencies(String account, String strategy) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    select as_of_at_market, latency_millis from runs
                    where account = :account and strategy = :strategy
                        and latency_millis is not null
                    order by as_of_at_market\
                    """)
                .bind("account", account)
                .bind("strategy", strategy)
                .map(
                    (row, context) ->
                        new Latency(
                            Columns.moment(row, "as_of_at_market")
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate(),
                            Columns.amount(row, "latency_millis").doubleValue()))
                .list());
  }

  /**
   * The account at the close of each session that a strategy decided: what its fills cost, and what
   * is held at the close. Splits and dividends in between are not in it.
   */
  List<Session> sessions(String account, List<LocalDate> dates) {
    List<Fill> fills = queries.fills(account);
    BigDecimal cash = queries.cash(account).orElse(BigDecimal.ZERO);
    for (Fill fill : fills) {
      cash = cash.subtract(cashFlow(fill));
    }
    List<Session> sessions = new ArrayList<>();
    Map<String, BigDecimal> held = new HashMap<>();
    double peak = 0;
    int next = 0;
    for (LocalDate date : dates.stream().sorted().distinct().toList()) {
      BigDecimal traded = BigDecimal.ZERO;
      while (next < fills.size() && !day(fills.get(next)).isAfter(date)) {
        Fill fill = fills.get(next++);
        cash = cash.add(cashFlow(fill));
        held.merge(fill.symbol(), signed(fill), BigDecimal::add);
        traded = traded.add(fill.quantity().multiply(fill.price()));
      }
      double equity = cash.add(worth(held, date)).doubleValue();
      peak = Math.max(peak, equity);
      sessions.add(
          new Session(
              date,
              equity,
              equity > 0 ? traded.doubleValue() / equity : 0,
              peak > 0 ? (peak - equity) / peak : 0));
    }
    return sessions;
  }

  private BigDecimal worth(Map<String, BigDecimal> held, LocalDate date) {
    Map<String, BigDecimal> closes = market.closes(date, held.keySet());
    return held.entrySet().stream()
        .map(
            entry ->
                entry.getValue().multiply(closes.getOrDefault(entry.getKey(), BigDecimal.ZERO)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static LocalDate day(Fill fill) {
    return fill.at().atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static BigDecimal signed(Fill fill) {
    return fill.side() == Side.BUY ? fill.quantity() : fill.quantity().negate();
  }

  private static BigDecimal cashFlow(Fill fill) {
    return signed(fill).multiply(fill.price()).negate().subtract(fill.fees());
  }
}
