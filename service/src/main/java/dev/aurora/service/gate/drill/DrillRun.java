package dev.aurora.service.gate.drill;

import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.market.Bar;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drills on a run of its own: E2D on the newest of the shipped bars, in a temporary folder that is
 * gone afterwards. Nothing of an installation is touched.
 */
public final class DrillRun {

  private final Path data;
  private final TradingCalendar calendar;

  /**
   * @param data folder of shipped bars, corporate actions and strategies
   */
  public DrillRun(Path data, TradingCalendar calendar) {
    this.data = data;
    this.calendar = calendar;
  }

  /**
   * Makes the run and drills every gate of L0 on copies of it, and those of L1 and L2 on copies of
   * the data.
   *
   * @param strategy name of a shipped strategy
   * @throws IOException when data is missing or unreadable, the run has no decisions, or the
   *     temporary folder can't be written
   */
  public List<DrillRecord> gates(String strategy) throws IOException {
    Path work = Files.createTempDirectory("aurora-drill-");
    try {
      Path artifacts = artifacts(strategy, work.resolve("artifacts"));
      List<DrillRecord> records =
          new ArrayList<>(new GateDrills(calendar).run(artifacts, work.resolve("copies")));
      records.addAll(new DataDrills().run(data, artifacts, work.resolve("data")));
      return records;
    } finally {
      remove(work);
    }
  }

  private Path artifacts(String strategy, Path root) throws IOException {
    Path bars = data.resolve("bars");
    try (E2dPipeline pipeline = new E2dPipeline(calendar)) {
      E2dResult result =
          pipeline.run(
              E2dRequest.of(
                  data.resolve("strategies").resolve(strategy + ".yaml"),
                  AsOf.session(newest(bars)),
                  bars,
                  data.resolve("corporate-actions").resolve("actions_2000_2013_derived.csv"),
                  root));
      if (!result.succeeded()) {
        throw new IOException("the run to be spoilt has no decisions: " + result.failure());
      }
      return result.artifacts().path();
    }
  }

  private static LocalDate newest(Path bars) throws IOException {
    BarStore store = BarStore.load(bars, BarInterval.DAY);
    return store.symbols().stream()
        .flatMap(symbol -> store.series(symbol).stream())
        .map(series -> series.bars().getLast())
        .max(Comparator.comparing(Bar::time))
        .map(bar -> LocalDate.ofInstant(bar.time(), ZoneOffset.UTC))
        .orElseThrow(() -> new IOException("no bars in " + bars));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
