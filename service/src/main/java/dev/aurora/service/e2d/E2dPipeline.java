package dev.aurora.service.e2d;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Checkpoint;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.e2d.artifact.ParquetTables;
import dev.aurora.service.e2d.decision.Strategy;
import dev.aurora.service.e2d.decision.StrategyFile;
import dev.aurora.service.e2d.model.OnnxModel;
import dev.aurora.service.market.BarFormatException;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.CorporateActions;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * End-to-Decision: raw bars -> DataSanity -> features -> model -> decisions, checkpointed after
 * each stage.
 *
 * <p>The same inputs give the same run id and, byte for byte, the same artifacts, in whatever
 * locale, time zone or process; only {@code timings.json} differs. A run that was killed goes on
 * where it stopped: what the checkpoint names is verified by digest, and a stage whose artifacts
 * are not intact is done again, with all after it. No wall clock is read.
 *
 * <p>Models, bars and the database behind Parquet are opened once and kept: keep one pipeline for
 * many runs. Thread-safe; runs take turns.
 */
public final class E2dPipeline implements AutoCloseable {

  private final TradingCalendar calendar;
  private final LongSupplier nanoTime;
  private final Consumer<E2dStage> fault;
  private final ParquetTables tables = ParquetTables.open();
  private final BarLibrary bars = new BarLibrary();
  private final Map<String, OnnxModel> models = new HashMap<>();

  public E2dPipeline(TradingCalendar calendar) {
    this(calendar, System::nanoTime, stage -> {});
  }

  /**
   * For tests that kill a run.
   *
   * @param nanoTime stopwatch, nanoseconds
   * @param fault called after each stage is checkpointed; what it throws ends the run there
   */
  E2dPipeline(TradingCalendar calendar, LongSupplier nanoTime, Consumer<E2dStage> fault) {
    this.calendar = calendar;
    this.nanoTime = nanoTime;
    this.fault = fault;
  }

  /**
   * Runs, or goes on with an interrupted run of the same inputs, or answers with a finished one.
   *
   * @throws dev.aurora.service.e2d.decision.StrategyException when the strategy file is wrong
   * @throws dev.aurora.service.e2d.model.ModelException when the model can't be used, or its input
   *     or answer is not finite
   * @throws BarFormatException when the corporate actions are malformed (malformed bars are a
   *     failed run, not an exception)
   * @throws IllegalArgumentException when the as-of is no session
   * @throws IOException when a file can't be read or written
   */
  public E2dResult run(E2dRequest request) throws IOException {
    return run(request, report -> {});
  }

  /** Like {@link #run(E2dRequest)}, telling the progress after each stage. */
  public synchronized E2dResult run(E2dRequest request, Consumer<StageReport> listener)
      throws IOException {
    RunInputs inputs = inputs(request);
    try (RunLock lock = RunLock.acquire(request.artifactsRoot())) {
      long start = nanoTime.getAsLong();
      BarCut cut = BarCut.of(inputs);
      ArtifactFolder folder = new ArtifactFolder(request.artifactsRoot().resolve(cut.runId()));
      StageLedger ledger =
          new StageLedger(
              folder, Checkpoint.verified(folder, cut.runId()), listener, fault, nanoTime);
      return new E2dRun(inputs, cut, folder, ledger, tables, nanoTime, start).execute();
    }
  }

  private RunInputs inputs(E2dRequest request) throws IOException {
    StrategyFile file = StrategyFile.read(request.strategyFile());
    Strategy strategy = file.strategy();
    KnownMarket market = KnownMarket.at(request.asOf(), calendar, strategy.barInterval());
    BarStore store = null;
    BarFormatException unreadable = null;
    try {
      store = bars.get(request.bars(), strategy.barInterval());
    } catch (BarFormatException e) {
      unreadable = e;
    }
    return new RunInputs(
        file,
        request.account() == null ? strategy.account() : request.account(),
        model(strategy.model()),
        market,
        store,
        unreadable,
        unreadable == null ? "" : unreadableDigest(request.bars(), unreadable),
        request.corporateActions() == null
            ? CorporateActions.none()
            : CorporateActions.load(request.corporateActions()),
        request.ruleSet());
  }

  /** An empty folder has no content to digest: what is wrong with it names it then. */
  private static String unreadableDigest(Path bars, BarFormatException unreadable)
      throws IOException {
    return unreadable.line() > 0 || Files.isRegularFile(bars)
        ? BarLibrary.contentDigest(bars)
        : Digests.of(unreadable.problem().name());
  }

  private OnnxModel model(Path sideCar) throws IOException {
    String key = Digests.ofFile(sideCar) + sideCar.toAbsolutePath();
    OnnxModel model = models.get(key);
    if (model == null) {
      model = OnnxModel.load(sideCar);
      models.put(key, model);
    }
    return model;
  }

  @Override
  public synchronized void close() {
    models.values().forEach(OnnxModel::close);
    models.clear();
    tables.close();
  }
}
