package dev.aurora.service.e2d;

import static dev.aurora.service.e2d.artifact.ArtifactFolder.DECISIONS;
import static dev.aurora.service.e2d.artifact.ArtifactFolder.FEATURES;
import static dev.aurora.service.e2d.artifact.ArtifactFolder.METRICS;
import static dev.aurora.service.e2d.artifact.ArtifactFolder.PREDICTIONS;
import static dev.aurora.service.e2d.artifact.ArtifactFolder.SUMMARY;
import static dev.aurora.service.e2d.artifact.ArtifactFolder.TIMINGS;
import static dev.aurora.service.e2d.artifact.ArtifactFolder.TRACE;

import dev.aurora.service.e2d.StageLedger.Made;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Checkpoint;
import dev.aurora.service.e2d.artifact.DecisionsJson;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.ExternalDecisions;
import dev.aurora.service.e2d.artifact.ParquetTables;
import dev.aurora.service.e2d.artifact.StageRecord;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.DecisionMaker;
import dev.aurora.service.e2d.feature.FeatureCalculator;
import dev.aurora.service.e2d.feature.FeatureMode;
import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.metric.RunMetrics;
import dev.aurora.service.e2d.model.Prediction;
import dev.aurora.service.e2d.sanity.SanityReport;
import dev.aurora.service.market.BarSeries;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run: its stages in order, each a method. Made for one execution. */
final class E2dRun {

  private final RunInputs inputs;
  private final BarCut cut;
  private final ArtifactFolder folder;
  private final StageLedger ledger;
  private final ParquetTables tables;
  private final LongSupplier nanoTime;
  private final String runId;
  private final long start;
  private double[] scoring = {};

  E2dRun(
      RunInputs inputs,
      BarCut cut,
      ArtifactFolder folder,
      StageLedger ledger,
      ParquetTables tables,
      LongSupplier nanoTime,
      long start) {
    this.inputs = inputs;
    this.cut = cut;
    this.folder = folder;
    this.ledger = ledger;
    this.tables = tables;
    this.nanoTime = nanoTime;
    this.runId = cut.runId();
    this.start = start;
  }

  E2dResult execute() throws IOException {
    bars();
    SanityReport sanity = sanity();
    if (!sanity.ok()) {
      String failure = "DataSanity failed: " + String.join(", ", sanity.failingRules());
      artifacts(List.of(), List.of(), sanity, failure);
      return result(List.of(), sanity, failure);
    }
    List<FeatureRow> features = features(sanity.bars());
    List<Prediction> predictions = model(features);
    List<Decision> decisions = decisions(sanity.bars(), features, predictions);
    artifacts(decisions, predictions, sanity, null);
    return result(decisions, sanity, null);
  }

  private void bars() throws IOException {
    int count = cut.bars().stream().mapToInt(BarSeries::size).sum();
    Map<String, String> meta = new LinkedHashMap<>();
    meta.put("bars", cut.digest());
    meta.put("symbols", String.valueOf(cut.bars().size()));
    meta.put("skipped", String.valueOf(cut.skipped().size()));
    meta.put("rows", String.valueOf(count));
    ledger.stage(
        E2dStage.BARS,
        inputs.settingsDigest(),
        () -> count,
        () -> Made.completed(count, Map.of(), meta));
  }

  /** Judged again on a resume, too: it is pure, cheap, and never to be taken on trust. */
  private SanityReport sanity() throws IOException {
    SanityJudge judge = new SanityJudge(inputs);
    return ledger.stage(
        E2dStage.SANITY,
        cut.digest(),
        () -> judge.judge(cut.bars()),
        () -> {
          SanityReport report = judge.judge(cut.bars());
          Map<String, String> meta = new LinkedHashMap<>();
          meta.put("ok", String.valueOf(report.ok()));
          meta.put("failingRules", String.join(",", report.failingRules()));
          meta.put("repairs", String.valueOf(report.repairs().size()));
          String event = report.ok() ? StageRecord.COMPLETED : StageRecord.FAILED;
          return new Made<>(event, report, Map.of(), meta);
        });
  }

  private List<FeatureRow> features(List<BarSeries> bars) throws IOException {
    return ledger.stage(
        E2dStage.FEATURES,
        new Digests().add(inputs.settingsDigest()).add(RunInputs.barsDigest(bars)).finish(),
        () -> tables.readFeatures(folder.file(FEATURES)),
        () -> {
          FeatureCalculator calculator = new FeatureCalculator(FeatureMode.AS_OF, inputs.actions());
          List<FeatureRow> rows = bars.stream().flatMap(s -> calculator.rows(s).stream()).toList();
          folder.write(FEATURES, file -> tables.writeFeatures(rows, file));
          return Made.completed(rows, written(FEATURES), Map.of("rows", "" + rows.size()));
        });
  }

  private List<Prediction> model(List<FeatureRow> features) throws IOException {
    return ledger.stage(
        E2dStage.MODEL,
        new Digests().add(inputs.model().card().sha256()).add(ledger.digest(FEATURES)).finish(),
        () -> tables.readPredictions(folder.file(PREDICTIONS)),
        () -> {
          List<Prediction> predictions = score(features);
          folder.write(PREDICTIONS, file -> tables.writePredictions(predictions, file));
          Map<String, String> meta = new LinkedHashMap<>();
          meta.put("rows", String.valueOf(predictions.size()));
          meta.put("model", inputs.model().card().version());
          return Made.completed(predictions, written(PREDICTIONS), meta);
        });
  }

  /** Scores only as many trailing rows of each symbol as its signal is scaled by. */
  private List<Prediction> score(List<FeatureRow> features) {
    int trailing = inputs.strategy().signal().volatilityBars();
    List<FeatureRow> rows =
        cut.bars().stream()
            .flatMap(
                s -> {
                  List<FeatureRow> own = of(s.symbol(), features);
                  return own.subList(own.size() - trailing, own.size()).stream();
                })
            .toList();
    List<Prediction> predictions = new ArrayList<>();
    scoring = new double[rows.size()];
    for (int i = 0; i < scoring.length; i++) {
      long before = nanoTime.getAsLong();
      predictions.add(inputs.model().predict(rows.get(i)));
      scoring[i] = nanoTime.getAsLong() - before;
    }
    return predictions;
  }

  private static List<FeatureRow> of(String symbol, List<FeatureRow> features) {
    return features.stream().filter(f -> f.symbol().equals(symbol)).toList();
  }

  private List<Decision> decisions(
      List<BarSeries> bars, List<FeatureRow> features, List<Prediction> predictions)
      throws IOException {
    return ledger.stage(
        E2dStage.DECISIONS,
        new Digests()
            .add(inputs.settingsDigest())
            .add(ledger.digest(FEATURES))
            .add(ledger.digest(PREDICTIONS))
            .finish(),
        () -> ExternalDecisions.read(folder.path()),
        () -> {
          DecisionMaker maker =
              new DecisionMaker(
                  inputs.strategy(), inputs.account(), inputs.model().card().version());
          List<Decision> decisions =
              bars.stream()
                  .map(
                      s ->
                          maker.decide(
                              s.last(),
                              of(s.symbol(), features).getLast(),
                              predictions.stream()
                                  .filter(p -> p.symbol().equals(s.symbol()))
                                  .toList()))
                  .toList();
          folder.write(DECISIONS, DecisionsJson.bytes(decisions));
          return Made.completed(
              decisions, written(DECISIONS), Map.of("decisions", "" + decisions.size()));
        });
  }

  private void artifacts(
      List<Decision> decisions,
      List<Prediction> predictions,
      SanityReport sanity,
      @Nullable String failure)
      throws IOException {
    List<StageRecord> passed = ledger.passed();
    Digests input = new Digests().add(inputs.settingsDigest()).add(cut.digest());
    passed.forEach(s -> s.outputs().values().forEach(input::add));
    String inputDigest = input.finish();
    ledger.stage(
        E2dStage.ARTIFACTS,
        inputDigest,
        () -> failure == null,
        () -> {
          Map<String, String> outputs = new LinkedHashMap<>();
          SummaryJson summary = new SummaryJson(inputs, runId);
          String features = failure == null ? ledger.digest(FEATURES) : null;
          outputs.put(
              SUMMARY,
              folder.write(
                  SUMMARY,
                  summary.bytes(
                      decisions, cut.skipped(), sanity, failure, cut.digest(), features)));
          if (failure == null) {
            byte[] metrics = new RunMetrics(inputs.actions()).bytes(sanity.bars(), predictions);
            outputs.put(METRICS, folder.write(METRICS, metrics));
          } else {
            removeDecisions();
          }
          Map<String, String> meta = Map.of("status", failure == null ? "success" : "failed");
          List<StageRecord> trace = new ArrayList<>(passed);
          trace.add(
              new StageRecord(
                  E2dStage.ARTIFACTS.id(), StageRecord.COMPLETED, inputDigest, outputs, meta));
          outputs.put(TRACE, folder.write(TRACE, Checkpoint.trace(trace)));
          return Made.completed(failure == null, outputs, meta);
        });
  }

  /** A failed run leaves nothing to act on, whoever put it there. */
  private void removeDecisions() throws IOException {
    for (String name : List.of(DECISIONS, "decision.json", FEATURES, PREDICTIONS, METRICS)) {
      folder.remove(name);
    }
  }

  private Map<String, String> written(String name) throws IOException {
    return Map.of(name, folder.digest(name).orElseThrow());
  }

  private E2dResult result(List<Decision> decisions, SanityReport sanity, @Nullable String failure)
      throws IOException {
    Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
    boolean didNothing = ledger.resumed() == ledger.passed().size();
    if (!didNothing || folder.digest(TIMINGS).isEmpty()) {
      folder.write(TIMINGS, TimingsJson.bytes(elapsed, ledger.elapsed(), scoring));
    }
    return new E2dResult(
        runId,
        folder,
        inputs.strategy().name(),
        inputs.account().id(),
        inputs.market().asOf(),
        inputs.market().knownAt(),
        decisions,
        cut.skipped(),
        sanity,
        failure,
        ledger.resumed(),
        elapsed);
  }
}
