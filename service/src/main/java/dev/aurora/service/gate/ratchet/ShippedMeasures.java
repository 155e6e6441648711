package dev.aurora.service.gate.ratchet;

import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.e2d.decision.StrategyFile;
import dev.aurora.service.e2d.feature.FeatureCalculator;
import dev.aurora.service.e2d.feature.FeatureMode;
import dev.aurora.service.e2d.feature.FeatureRow;
import dev.aurora.service.e2d.feature.LookaheadProof;
import dev.aurora.service.e2d.metric.NextReturns;
import dev.aurora.service.e2d.metric.RankCorrelation;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.GateVerdict;
import dev.aurora.service.gate.Gates;
import dev.aurora.service.gate.data.CorporateActionsGate;
import dev.aurora.service.gate.data.ExportParityGate;
import dev.aurora.service.gate.repeat.DeterminismGate;
import dev.aurora.service.gate.repeat.SameFiles;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarSeries;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.CsvTable;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures the shipped strategy on the shipped bars, by doing it: sixty runs, a replay of what they
 * decided, every prediction since the model's training ended, two fresh processes. Nothing is taken
 * from a file that says how good it is, but the report of the mutation tests.
 */
public final class ShippedMeasures implements RatchetGate.Source {

  private static final String STRATEGY = "momentum.yaml";
  private static final String LABELS = "labels.csv.gz";

  private final TradingCalendar calendar;

  public ShippedMeasures(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  @Override
  public Measures of(GateSubject subject) throws IOException {
    Path file = subject.dataFolder().resolve("strategies").resolve(STRATEGY);
    Strategy strategy = StrategyFile.read(file).strategy();
    BarStore bars = BarStore.load(subject.bars(), strategy.barInterval());
    CorporateActions actions = CorporateActions.load(subject.corporateActions());
    Measures measures = new Measures();
    Path work = Files.createTempDirectory("aurora-ratchet-");
    try {
      new RunSeries(file, strategy, bars, actions, calendar).measure(subject, work, measures);
    } finally {
      remove(work);
    }
    quality(strategy, bars, actions, subject.models().resolve(LABELS), measures);
    ofBars(bars, actions, measures);
    gates(subject, measures);
    measures.put("secrets", SecretScan.files(subject.dataFolder()).size());
    MutationReport.measure(subject.checkoutFolder(), measures);
    repeats(subject, "crossProcessIdentical", new DeterminismGate(), measures);
    repeats(subject, "seedReproducible", new DeterminismGate(DeterminismGate::here), measures);
    return measures;
  }

  /**
   * Every prediction on bars that training did not see, with what followed, of the symbols that the
   * model was made with: over others, whose price levels it never saw, chance alone would tell.
   */
  private static void quality(
      Strategy strategy, BarStore bars, CorporateActions actions, Path labels, Measures measures)
      throws IOException {
    List<Double> predicted = new ArrayList<>();
    List<Double> followed = new ArrayList<>();
    try (OnnxModel model = OnnxModel.load(strategy.model())) {
      Instant unseen =
          LocalDate.parse(model.card().trainedBefore()).atStartOfDay(ZoneOffset.UTC).toInstant();
      FeatureCalculator features = new FeatureCalculator(FeatureMode.AS_OF, actions);
      for (String symbol : symbols(labels)) {
        BarSeries series = bars.series(symbol).orElseThrow();
        Map<Instant, Double> returns = NextReturns.of(series, actions);
        for (FeatureRow row : features.rows(series)) {
          Double next = returns.get(row.time());
          if (next != null && !row.time().isBefore(unseen)) {
            predicted.add((double) model.predict(row.values()));
            followed.add(next);
          }
        }
      }
    }
    RankCorrelation correlation = RankCorrelation.of(array(predicted), array(followed));
    measures.put("ic", correlation.value(), "too few pairs: " + correlation.pairsUsed());
  }

  private static List<String> symbols(Path labels) throws IOException {
    CsvTable table = CsvTable.read(labels);
    int symbol = table.column("symbol");
    return table.rows().stream().map(row -> row.cells()[symbol]).distinct().sorted().toList();
  }

  private static void ofBars(BarStore bars, CorporateActions actions, Measures measures) {
    LookaheadProof proof = new LookaheadProof(FeatureMode.AS_OF, actions);
    long numbers = 0;
    long notNumbers = 0;
    boolean causal = true;
    boolean monotonic = true;
    for (String symbol : bars.symbols()) {
      BarSeries series = bars.series(symbol).orElseThrow();
      causal &= proof.violations(series).isEmpty();
      Instant before = Instant.MIN;
      for (Bar bar : series.bars()) {
        monotonic &= before.isBefore(bar.time());
        before = bar.time();
        for (double number :
            new double[] {bar.open(), bar.high(), bar.low(), bar.close(), bar.volume()}) {
          numbers++;
          notNumbers += Double.isNaN(number) ? 1 : 0;
        }
      }
    }
    measures.put("nanShare", (double) notNumbers / numbers); // of none it is no number: missing
    measures.put("noLookahead", causal);
    measures.put("monotonicTimestamps", monotonic);
  }

  /** What two gates of level L1 find. */
  private static void gates(GateSubject subject, Measures measures) {
    GateVerdict labels = verdict(new CorporateActionsGate(), subject);
    measures.put("noLabelShift", labels.green());
    GateVerdict parity = verdict(new ExportParityGate(), subject);
    double worst =
        parity.evidence().entrySet().stream()
            .filter(e -> e.getKey().endsWith(" difference") && e.getValue() instanceof Double)
            .mapToDouble(e -> (Double) e.getValue())
            .max()
            .orElse(Double.NaN);
    measures.put("parityMax", worst);
  }

  private static GateVerdict verdict(Gate gate, GateSubject subject) {
    return new Gates(List.of(gate), System::nanoTime)
        .run(gate.level(), subject, Set.of())
        .getFirst();
  }

  private static void repeats(
      GateSubject subject, String name, DeterminismGate gate, Measures measures)
      throws IOException {
    SameFiles same = gate.compare(subject.dataFolder());
    measures.put(name, same.differences().isEmpty());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
