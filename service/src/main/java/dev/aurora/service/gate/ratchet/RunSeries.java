package dev.aurora.service.gate.ratchet;

import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Json;
import dev.aurora.service.e2d.decision.Decision;
import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.e2d.metric.LatencyMetrics;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.repeat.SameFiles;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** E2D on the newest sessions of the bars, one after the other, and what can be told of it. */
final class RunSeries {

  /** As many as the demo has. */
  static final int SESSIONS = 60;

  private static final double NANOS_OF_MILLI = 1e6;

  private final Path strategyFile;
  private final Strategy strategy;
  private final BarStore bars;
  private final CorporateActions actions;
  private final TradingCalendar calendar;

  RunSeries(
      Path strategyFile,
      Strategy strategy,
      BarStore bars,
      CorporateActions actions,
      TradingCalendar calendar) {
    this.strategyFile = strategyFile;
    this.strategy = strategy;
    this.bars = bars;
    this.actions = actions;
    this.calendar = calendar;
  }

  /**
   * Runs and measures; the newest run is held against the golden one.
   *
   * @param root folder for the artifacts
   */
  void measure(GateSubject subject, Path root, Measures measures) throws IOException {
    DecisionReplay replay =
        new DecisionReplay(bars, actions, strategy.account().equity().doubleValue());
    List<Double> millis = new ArrayList<>();
    int history = Integer.MAX_VALUE;
    E2dResult result = null;
    try (E2dPipeline pipeline = new E2dPipeline(calendar)) {
      for (LocalDate session : sessions()) {
        result = run(pipeline, subject, session, root);
        millis.add(result.elapsed().toNanos() / NANOS_OF_MILLI);
        replay.session(session, result.decisions());
        for (Decision decision : result.decisions()) {
          history = Math.min(history, barsUpTo(decision.symbol(), decision.asOf()));
        }
      }
    }
    if (result == null) {
      throw new IOException("no sessions in the bars");
    }
    measures.put(
        "e2dMs",
        LatencyMetrics.of(millis.stream().mapToDouble(Double::doubleValue).toArray()).p95());
    Path timings = result.artifacts().file(ArtifactFolder.TIMINGS);
    measures.put(
        "memoryPeakMb",
        Json.read(Files.readAllBytes(timings)).path("memory_peak_mb").asDouble(Double.NaN));
    measures.put("turnover", replay.turnover());
    measures.put("fillRate", replay.fillRate(), "nothing was ordered");
    measures.put("historyBars", history);
    golden(subject, result.artifacts().path(), measures);
  }

  private E2dResult run(E2dPipeline pipeline, GateSubject subject, LocalDate session, Path root)
      throws IOException {
    E2dResult result =
        pipeline.run(
            E2dRequest.of(
                strategyFile,
                AsOf.session(session),
                subject.bars(),
                subject.corporateActions(),
                root));
    if (!result.succeeded()) {
      throw new IOException("the run of " + session + " has no decisions: " + result.failure());
    }
    return result;
  }

  private static void golden(GateSubject subject, Path newest, Measures measures)
      throws IOException {
    Path golden = Goldens.gates(subject).resolve(Goldens.FOLDER).resolve(Goldens.RUN);
    SameFiles same = SameFiles.of(golden, newest);
    if (same.differences().isEmpty()) {
      measures.put(Goldens.RUN, true);
    } else {
      measures.missing(Goldens.RUN, String.join("; ", same.differences()));
    }
  }

  private List<LocalDate> sessions() {
    TreeMap<LocalDate, Boolean> dates = new TreeMap<>();
    for (String symbol : strategy.symbols()) {
      bars.series(symbol)
          .ifPresent(
              series ->
                  series
                      .bars()
                      .forEach(
                          bar -> dates.put(LocalDate.ofInstant(bar.time(), ZoneOffset.UTC), true)));
    }
    List<LocalDate> all = List.copyOf(((Map<LocalDate, Boolean>) dates).keySet());
    return all.subList(Math.max(0, all.size() - SESSIONS), all.size());
  }

  /** How much a run looked back on for a decision. */
  private int barsUpTo(String symbol, Instant asOf) {
    long known =
        bars.series(symbol).stream()
            .flatMap(series -> series.bars().stream())
            .filter(bar -> !bar.time().isAfter(asOf))
            .count();
    return (int) Math.min(known, strategy.history().bars());
  }
}
