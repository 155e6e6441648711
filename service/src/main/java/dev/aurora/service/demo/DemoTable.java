package dev.aurora.service.demo;

import dev.aurora.service.report.TradingReport;
import dev.aurora.service.report.TradingReport.Holding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table at the end of a demo, for a person. */
public final class DemoTable {

  private final StringBuilder text = new StringBuilder();

  private DemoTable() {}

  public static String of(DemoResult result) {
    DemoTable table = new DemoTable();
    TradingReport report = result.report();
    table.killed(report.killed());
    report.restrictions().forEach(table::restricted);
    table.row("Sessions", report.sessions() + "  (stage " + report.stage() + ")");
    report.stopped().forEach(stopped -> table.row("  stopped", stopped));
    table.decisions(report.decisions());
    table.orders(report.orders());
    table.row("Fills", Long.toString(report.fills()));
    table.positions(report);
    table.row("Cash", money(report.money().cash()));
    table.row("Equity", money(report.money().equity()));
    table.row(
        "PnL",
        signed(report.pnl())
            + "  (realised "
            + signed(report.money().realised())
            + ", unrealised "
            + signed(report.money().unrealised())
            + ")");
    table.row(
        "Broker's own ledger",
        report.ledger().orders()
            + " orders, "
            + report.ledger().fills()
            + " fills, "
            + report.ledger().duplicates()
            + " sent twice");
    return table.text.toString();
  }

  private void restricted(TradingReport.Killed restriction) {
    row(
        "RESTRICTED",
        restriction.level() + " for " + restriction.scope() + ", by " + restriction.by());
    row("  why", restriction.reason());
    row("  ends", restriction.ends());
  }

  private void killed(TradingReport.@Nullable Killed killed) {
    if (killed == null) {
      return;
    }
    row(
        "KILLED",
        killed.level()
            + " for "
            + killed.scope()
            + ", by "
            + killed.by()
            + " ("
            + killed.source()
            + ")");
    row("  why", killed.reason());
  }

  private void decisions(TradingReport.Decisions decisions) {
    row(
        "Decisions",
        decisions.buy() + " BUY, " + decisions.sell() + " SELL, " + decisions.hold() + " HOLD");
  }

  private void orders(TradingReport.Orders orders) {
    row("Orders approved", Long.toString(orders.approved()));
    row("Orders denied", Long.toString(orders.denied()));
    byCount("  by ", orders.deniedByControl());
    nonZero("Orders blocked", orders.blocked(), "by the kill switch, at the last step");
    nonZero("Orders expired", orders.expired(), "past their time before the wire");
    nonZero("Orders rejected", orders.rejected(), "by the broker");
    nonZero("Orders unknown", orders.unknown(), "no answer from the broker yet");
    if (!orders.wouldHaveDeniedByControl().isEmpty()) {
      row("Would have denied", "rules in MONITOR, not binding:");
      byCount("  by ", orders.wouldHaveDeniedByControl());
    }
  }

  private void byCount(String label, Map<String, Long> counts) {
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> row(label + entry.getKey(), entry.getValue().toString()));
  }

  private void nonZero(String label, long count, String meaning) {
    if (count > 0) {
      row(label, count + "  (" + meaning + ")");
    }
  }

  private void positions(TradingReport report) {
    if (report.positions().isEmpty()) {
      row("Positions", "none");
      return;
    }
    row(
        "Positions",
        String.format(Locale.ROOT, "%8s %12s %12s %14s", "units", "average", "mark", "unrealised"));
    for (Holding holding : report.positions()) {
      row(
          "  " + holding.symbol(),
          String.format(
              Locale.ROOT,
              "%8s %12s %12s %14s",
              holding.quantity().toPlainString(),
              money(holding.averagePrice()),
              holding.mark() == null ? "unknown" : money(holding.mark()),
              holding.unrealised() == null ? "unknown" : signed(holding.unrealised())));
    }
  }

  private void row(String label, String value) {
    text.append(String.format(Locale.ROOT, "  %-28s %s%n", label, value));
  }

  private static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount.setScale(2, RoundingMode.HALF_EVEN));
  }

  private static String signed(BigDecimal amount) {
    return String.format(Locale.ROOT, "%+,.2f", amount.setScale(2, RoundingMode.HALF_EVEN));
  }
}
