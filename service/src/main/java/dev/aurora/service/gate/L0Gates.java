package dev.aurora.service.gate;

import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The four gates of level L0, for every run and every build: {@code timezones}, {@code dtypes},
 * {@code snapshot}, {@code flags}. They read an artifact folder of Aurora or of another program and
 * change nothing. What is missing, empty or unreadable is red, never skipped.
 *
 * <p>Keeps a database open to read Parquet: keep one instance. Thread-safe; calls take turns.
 */
public final class L0Gates implements AutoCloseable {

  public static final String LEVEL = "L0";

  private final ParquetInspector parquet = new ParquetInspector();
  private final List<L0Gate> gates;
  private final LongSupplier nanoTime;

  /**
   * Gates of the shipped calendar and a flag registry.
   *
   * @param calendar sessions that bars must lie in
   * @param flags what is known of feature flags
   * @param nanoTime stopwatch, nanoseconds; {@code System::nanoTime}
   */
  public L0Gates(TradingCalendar calendar, FlagSources flags, LongSupplier nanoTime) {
    this.gates =
        List.of(
            new TimezonesGate(parquet, calendar),
            new DtypesGate(parquet),
            new SnapshotGate(),
            new FlagsGate(flags));
    this.nanoTime = nanoTime;
  }

  /** Ids of the gates, in their order. */
  public List<String> ids() {
    return gates.stream().map(L0Gate::id).toList();
  }

  /** What each gate holds, by id, in their order. */
  public Map<String, String> catalogue() {
    Map<String, String> catalogue = new LinkedHashMap<>();
    gates.forEach(gate -> catalogue.put(gate.id(), gate.holds()));
    return catalogue;
  }

  /**
   * Judges a folder.
   *
   * @param artifacts artifact folder; one that is not there is red
   * @param only ids of the gates to run; empty for all
   * @return a verdict of each gate, in their order
   * @throws IllegalArgumentException when {@code only} names no gate of this level
   */
  public synchronized List<GateVerdict> run(Path artifacts, Set<String> only) {
    Set<String> unknown = new TreeSet<>(only);
    ids().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no such gate " + unknown + ", expected some of " + ids());
    }
    return gates.stream()
        .filter(g -> only.isEmpty() || only.contains(g.id()))
        .map(g -> verdict(g, artifacts))
        .toList();
  }

  private GateVerdict verdict(L0Gate gate, Path artifacts) {
    long start = nanoTime.getAsLong();
    Finding finding = new Finding();
    String digest = "";
    try {
      if (Files.isDirectory(artifacts)) {
        digest = digest(artifacts, finding);
        gate.judge(artifacts, finding);
      } else {
        finding.against("no artifact folder " + artifacts);
      }
    } catch (IOException | RuntimeException e) {
      // A gate that can't finish has not seen that all is well.
      finding.against("can't be judged: " + why(e));
    }
    List<String> reasons = finding.reasons();
    return new GateVerdict(
        gate.id(),
        LEVEL,
        reasons.isEmpty(),
        reasons,
        finding.evidence(),
        Duration.ofNanos(nanoTime.getAsLong() - start),
        digest);
  }

  private static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " is missing";
      case IOException unreadable -> String.valueOf(unreadable.getMessage());
      default -> e.toString(); // of our own making: its type tells more than its text
    };
  }

  /** Whatever a gate looks at, it does not pass a folder without artifacts or with empty files. */
  private static String digest(Path artifacts, Finding finding) throws IOException {
    List<Path> files = files(artifacts);
    if (files.stream().noneMatch(ArtifactReader::isArtifact)) {
      finding.against("no artifacts in " + artifacts);
    }
    Digests digest = new Digests();
    for (Path file : files) {
      String name = SnapshotManifest.name(artifacts, file);
      if (Files.size(file) == 0) {
        finding.against(name + " is empty");
      }
      digest.add(name).add(Digests.ofFile(file));
    }
    return digest.finish();
  }

  /** Every regular file below a folder, in the order of their names. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    }
  }

  /** What a verdict looks like to a program: {@code {gate, verdict, reasons, evidence, ..}}. */
  public static Map<String, Object> json(GateVerdict verdict) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("gate", verdict.gate());
    json.put("level", verdict.level());
    json.put("verdict", verdict.green() ? "green" : "red");
    json.put("reasons", verdict.reasons());
    json.put("evidence", verdict.evidence());
    json.put("inputDigest", verdict.inputDigest());
    json.put("durationMs", verdict.duration().toNanos() / 1_000_000.0);
    return json;
  }

  @Override
  public synchronized void close() {
    parquet.close();
  }
}
