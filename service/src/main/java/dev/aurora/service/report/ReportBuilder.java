package dev.aurora.service.report;

import static dev.aurora.service.ClientProxy.unread;

import dev.aurora.rules.fact.Quote;
import dev.aurora.service.broker.paper.PaperLedger;
import dev.aurora.service.journal.JournalQueries;
import dev.aurora.service.journal.OrderCounts;
import dev.aurora.service.journal.Pnl;
import dev.aurora.service.journal.PositionRow;
import dev.aurora.service.journal.account.MarketView;
import dev.aurora.service.journal.order.OrderState;
import dev.aurora.service.journal.run.RunRow;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.killswitch.KillDesk;
import dev.aurora.service.report.TradingReport.Decisions;
import dev.aurora.service.report.TradingReport.Holding;
import dev.aurora.service.report.TradingReport.Ledger;
import dev.aurora.service.report.TradingReport.Money;
import dev.aurora.service.report.TradingReport.Orders;
import dev.aurora.service.run.BarMarket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Adds up what the books, and the broker's own ledger, say of one account. */
@ApplicationScoped
public class ReportBuilder {

  private static final int SHOWN_DECIMALS = 6;

  private final RunStore runs;
  private final JournalQueries queries;
  private final BarMarket market;
  private final PaperLedger ledger;
  private final KillDesk kills;

  @Inject
  public ReportBuilder(
      RunStore runs, JournalQueries queries, BarMarket market, PaperLedger ledger, KillDesk kills) {
    this.runs = runs;
    this.queries = queries;
    this.market = market;
    this.ledger = ledger;
    this.kills = kills;
  }

  /** For the client proxy. */
  protected ReportBuilder() {
    this(unread(), unread(), unread(), unread(), unread());
  }

  /** The report, valued at the close of the newest session that was decided. */
  public TradingReport of(String account) {
    List<RunRow> ended =
        runs.ofAccount(account).stream().filter(run -> run.endedAt() != null).toList();
    List<PositionRow> positions =
        queries.positions(account).stream()
            .filter(row -> row.position().quantity().signum() != 0)
            .toList();
    MarketView marks = queries.marked(account, marks(ended, positions));
    Pnl pnl =
        queries
            .pnl(account, marks)
            .orElseThrow(() -> new IllegalStateException("a held symbol has no price"));
    PaperLedger.Summary broker = ledger.summary();
    return new TradingReport(
        ended.size(),
        ended.isEmpty() ? "none" : ended.get(0).stage().word(),
        decisions(ended),
        orders(queries.countsOfAccount(account)),
        queries.fills(account).size(),
        positions.stream().map(row -> holding(row, marks)).toList(),
        shown(pnl.total()),
        new Money(
            queries.cash(account).orElseThrow(),
            pnl.equity(),
            shown(pnl.realised().subtract(pnl.fees())),
            shown(pnl.unrealised())),
        kills.widest().orElse(null),
        kills.engaged().stream().filter(engaged -> !engaged.stopsEverything()).toList(),
        new Ledger(broker.orders(), broker.duplicates(), broker.fills()),
        stopped(ended));
  }

  /** Average prices are held to 12 decimals: what is left of their rounding is not shown. */
  private static BigDecimal shown(BigDecimal amount) {
    return amount.setScale(SHOWN_DECIMALS, RoundingMode.HALF_EVEN);
  }

  private MarketView marks(List<RunRow> ended, List<PositionRow> positions) {
    LocalDate asOf = ended.isEmpty() ? market.newestDecidable() : date(ended.get(0));
    return market.atNextOpen(asOf, positions.stream().map(PositionRow::symbol).toList());
  }

  private static Decisions decisions(List<RunRow> runs) {
    return new Decisions(sum(runs, "buy"), sum(runs, "sell"), sum(runs, "hold"));
  }

  private static int sum(List<RunRow> runs, String count) {
    return runs.stream().mapToInt(run -> run.counts().getOrDefault(count, 0L).intValue()).sum();
  }

  private static Orders orders(OrderCounts counts) {
    long all = counts.byState().values().stream().mapToLong(Long::longValue).sum();
    long denied = counts.of(OrderState.DENIED);
    return new Orders(
        all - denied,
        denied,
        counts.of(OrderState.BLOCKED),
        counts.of(OrderState.EXPIRED),
        counts.of(OrderState.UNKNOWN),
        counts.of(OrderState.REJECTED),
        Map.copyOf(counts.deniedByControl()),
        Map.copyOf(counts.wouldHaveDeniedByControl()));
  }

  private static Holding holding(PositionRow row, MarketView marks) {
    BigDecimal mark = mark(row.symbol(), marks);
    BigDecimal average = row.position().averagePrice();
    return new Holding(
        row.symbol(),
        row.position().quantity(),
        average,
        mark,
        shown(mark.subtract(average).multiply(row.position().quantity())));
  }

  private static BigDecimal mark(String symbol, MarketView marks) {
    Quote quote = marks.of(symbol).quote();
    BigDecimal last = quote == null ? null : quote.last();
    if (last == null) {
      throw new IllegalStateException(symbol + " is held and has no price");
    }
    return last;
  }

  private static List<String> stopped(List<RunRow> ended) {
    return ended.stream()
        .filter(run -> run.reason() != null)
        .map(run -> date(run) + ": " + run.reason())
        .toList();
  }

  private static LocalDate date(RunRow run) {
    return LocalDate.ofInstant(run.identity().asOf(), ZoneOffset.UTC);
  }
}
