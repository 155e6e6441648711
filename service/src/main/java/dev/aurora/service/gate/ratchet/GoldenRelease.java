package dev.aurora.service.gate.ratchet;

import dev.aurora.service.e2d.AsOf;
import dev.aurora.service.e2d.E2dPipeline;
import dev.aurora.service.e2d.E2dRequest;
import dev.aurora.service.e2d.E2dResult;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.SnapshotManifest;
import dev.aurora.service.market.BarInterval;
import dev.aurora.service.market.BarStore;
import dev.aurora.service.market.TradingCalendar;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.RefusedError;
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
 * Makes what is measured now the released: figures, thresholds and the newest run, under a
 * manifest. A person does this at a release, on a quiet machine, and commits it.
 */
public final class GoldenRelease {

  private final TradingCalendar calendar;

  public GoldenRelease(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  /**
   * Writes the golden folder anew.
   *
   * @return its manifest
   * @throws RefusedError when a threshold is looser than the released one without a reason in the
   *     change log; nothing is written
   * @throws IOException when something can't be measured or written
   */
  public SnapshotManifest release(GateSubject subject) throws IOException {
    Path golden = Goldens.gates(subject).resolve(Goldens.FOLDER);
    refuseRelaxed(subject, golden.resolve(RatchetGate.THRESHOLDS));
    Measures measures = new ShippedMeasures(calendar).of(subject);
    remove(golden);
    Files.createDirectories(golden);
    run(subject, golden.resolve(Goldens.RUN));
    Files.write(golden.resolve(ArtifactFolder.METRICS), Goldens.metrics(measures));
    Files.copy(
        Goldens.gates(subject).resolve(RatchetGate.THRESHOLDS),
        golden.resolve(RatchetGate.THRESHOLDS));
    return SnapshotManifest.freeze(golden);
  }

  /** The first release has none before it. */
  private static void refuseRelaxed(GateSubject subject, Path released) throws IOException {
    if (Files.notExists(released)) {
      return;
    }
    List<String> relaxed = new ArrayList<>();
    RatchetGate.relaxations(
        ThresholdFile.read(Goldens.gates(subject).resolve(RatchetGate.THRESHOLDS)),
        ThresholdFile.read(released),
        RatchetGate.unreleased(subject),
        relaxed::add);
    if (!relaxed.isEmpty()) {
      throw new RefusedError(
          Problem.of(
                  "threshold-relaxed",
                  "Nothing is frozen: " + String.join("; ", relaxed) + ".",
                  "Write the line with its reason into CHANGELOG.md, or tighten the threshold.")
              .at(Goldens.gates(subject).resolve(RatchetGate.THRESHOLDS)));
    }
  }

  private void run(GateSubject subject, Path into) throws IOException {
    Path root = Files.createTempDirectory("aurora-golden-");
    try (E2dPipeline pipeline = new E2dPipeline(calendar)) {
      E2dResult result =
          pipeline.run(
              E2dRequest.of(
                  subject.dataFolder().resolve("strategies").resolve("momentum.yaml"),
                  AsOf.session(newest(subject)),
                  subject.bars(),
                  subject.corporateActions(),
                  root));
      Files.createDirectories(into);
      try (Stream<Path> files = Files.list(result.artifacts().path())) {
        for (Path file : files.filter(f -> !f.endsWith(ArtifactFolder.TIMINGS)).toList()) {
          Files.copy(file, into.resolve(file.getFileName()));
        }
      }
    } finally {
      remove(root);
    }
  }

  private static LocalDate newest(GateSubject subject) throws IOException {
    BarStore bars = BarStore.load(subject.bars(), BarInterval.DAY);
    return bars.symbols().stream()
        .flatMap(symbol -> bars.series(symbol).stream())
        .map(series -> LocalDate.ofInstant(series.last().time(), ZoneOffset.UTC))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new IOException("no bars"));
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
