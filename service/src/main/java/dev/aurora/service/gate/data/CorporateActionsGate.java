package dev.aurora.service.gate.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.market.AdjustmentConvention;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.CsvTable;
import dev.aurora.service.market.PublishedCloses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Holds when splits and dividends are taken out of the closes under a convention that the data
 * names, with hindsight and as known at the time; when the result is the adjusted close that the
 * source of the bars published; when no jump is left that an action explains; and when the labels,
 * ours and those a model was made with, are the returns they claim to be, none shifted.
 *
 * <p>{@code convention.json} beside the actions names two conventions: {@code convention}, the one
 * we follow, and {@code published}, the one of the adjusted closes beside the bars.
 */
public final class CorporateActionsGate implements Gate {

  static final String CONVENTION = "convention.json";
  static final String LABELS = "labels.csv.gz";

  @Override
  public String id() {
    return "corporate-actions";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L1;
  }

  @Override
  public String holds() {
    return "closes without splits and dividends are the published ones, and labels are not shifted";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    Path actions = subject.corporateActions();
    return List.of(
        subject.bars(),
        actions,
        actions.resolveSibling(CONVENTION),
        subject.models().resolve(LABELS));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    Path named = subject.corporateActions().resolveSibling(CONVENTION);
    JsonNode conventions = Json.read(Files.readAllBytes(named));
    AdjustmentConvention ours = convention(conventions, "convention");
    AdjustmentConvention theirs = convention(conventions, "published");
    finding.evidence("convention", ours.id());
    finding.evidence("published", theirs.id());
    CorporateActions actions = CorporateActions.load(subject.corporateActions());
    standOnce(subject.corporateActions(), actions, finding);
    BarStore bars = BarStore.load(subject.bars(), BarInterval.DAY);
    PublishedCloses published = PublishedCloses.load(subject.bars());
    for (String symbol : bars.symbols()) {
      bars.series(symbol)
          .ifPresent(
              series ->
                  new SymbolChecks(series, actions, published, ours, theirs, finding).judge());
    }
    ofKnownSymbols(actions, bars, subject.corporateActions(), finding);
    new LabelChecks(bars, actions, finding).judge(subject.models().resolve(LABELS));
  }

  private static AdjustmentConvention convention(JsonNode conventions, String key)
      throws IOException {
    String id = conventions.path(key).asText();
    return AdjustmentConvention.named(id)
        .orElseThrow(
            () ->
                new IOException(
                    CONVENTION
                        + " names no "
                        + key
                        + ": '"
                        + id
                        + "', expected exclose or prevclose"));
  }

  /** What reads the file drops an equal line: whoever wrote it twice may have adjusted twice. */
  private static void standOnce(Path file, CorporateActions actions, Finding finding)
      throws IOException {
    CsvTable table = CsvTable.read(file);
    int ticker = table.column("ticker");
    int date = table.column("ex_date");
    int type = table.column("type");
    long subjects =
        table.rows().stream()
            .map(r -> r.cells()[ticker] + "/" + r.cells()[date] + "/" + r.cells()[type])
            .distinct()
            .count();
    finding.evidence("actions", table.rows().size());
    if (subjects != table.rows().size()) {
      finding.against(
          table.rows().size() - subjects + " actions stand twice in " + file.getFileName());
    }
  }

  private static void ofKnownSymbols(
      CorporateActions actions, BarStore bars, Path file, Finding finding) throws IOException {
    CsvTable table = CsvTable.read(file);
    int ticker = table.column("ticker");
    table.rows().stream()
        .map(row -> row.cells()[ticker].strip())
        .distinct()
        .filter(symbol -> !bars.symbols().contains(symbol))
        .forEach(
            symbol ->
                finding.against(
                    symbol + " has " + actions.of(symbol).size() + " actions and no bars"));
  }
}
