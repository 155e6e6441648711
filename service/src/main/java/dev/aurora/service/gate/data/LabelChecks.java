package dev.aurora.service.gate.data;

import dev.aurora.service.e2d.metric.NextReturns;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.market.BarFormatException.Problem;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateAction;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.CsvTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The labels that models were made with, against what followed each bar. */
final class LabelChecks {

  private static final double ROUNDING = 1e-12;

  private final BarStore bars;
  private final CorporateActions actions;
  private final Finding finding;

  LabelChecks(BarStore bars, CorporateActions actions, Finding finding) {
    this.bars = bars;
    this.actions = actions;
    this.finding = finding;
  }

  /** A table {@code symbol, date, y}. */
  void judge(Path file) throws IOException {
    Map<String, TreeMap<Instant, Double>> labels = read(file);
    int events = 0;
    for (Map.Entry<String, TreeMap<Instant, Double>> entry : labels.entrySet()) {
      BarSeries series = bars.series(entry.getKey()).orElse(null);
      if (series == null) {
        finding.against("labels of " + entry.getKey() + ", which has no bars");
        continue;
      }
      equal(entry.getKey(), entry.getValue(), NextReturns.of(series, actions));
      events += events(series, entry.getValue());
    }
    finding.evidence("labels", labels.values().stream().mapToInt(Map::size).sum());
    finding.evidence("labels at actions", events);
    if (events == 0) {
      finding.against("no label lies at an action: that none is shifted there is not shown");
    }
  }

  private void equal(String symbol, Map<Instant, Double> labels, Map<Instant, Double> returns) {
    labels.forEach(
        (time, label) -> {
          Double expected = returns.get(time);
          if (expected == null || !(Math.abs(label - expected) <= ROUNDING)) {
            finding.offence(
                symbol + " labels",
                "label %s %s is %s, what followed is %s"
                    .formatted(symbol, LocalDate.ofInstant(time, ZoneOffset.UTC), label, expected));
          }
        });
  }

  /** Actions whose eve has a label; each must, between the first and the last label. */
  private int events(BarSeries series, TreeMap<Instant, Double> labels) {
    int found = 0;
    for (CorporateAction action : actions.of(series.symbol())) {
      Instant exDate = action.exDate().atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant eve = series.bars().getFirst().time();
      for (var bar : series.bars()) {
        eve = bar.time().isBefore(exDate) ? bar.time() : eve;
      }
      if (labels.containsKey(eve)) {
        found++;
      } else if (eve.isAfter(labels.firstKey()) && eve.isBefore(labels.lastKey())) {
        finding.offence("label missing", action.subject() + ": the bar before it has no label");
      }
    }
    return found;
  }

  private static Map<String, TreeMap<Instant, Double>> read(Path file) throws IOException {
    CsvTable table = CsvTable.read(file);
    int symbol = table.column("symbol");
    int date = table.column("date");
    int label = table.column("y");
    Map<String, TreeMap<Instant, Double>> labels = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        labels
            .computeIfAbsent(row.cells()[symbol], s -> new TreeMap<>())
            .put(
                LocalDate.parse(row.cells()[date]).atStartOfDay(ZoneOffset.UTC).toInstant(),
                Double.parseDouble(row.cells()[label]));
      } catch (DateTimeException e) {
        throw table.wrong(Problem.TIME, row, date, "a date such as 2013-02-28");
      } catch (NumberFormatException e) {
        throw table.wrong(Problem.NUMBER, row, label, "a number");
      }
    }
    return Collections.unmodifiableMap(labels);
  }
}
