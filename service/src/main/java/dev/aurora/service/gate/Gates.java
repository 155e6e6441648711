package dev.aurora.service.gate;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.e2d.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Gates of every level, by name, and what runs them. What a gate reads and is missing, empty or
 * unreadable is red, never skipped; so is a gate that does not say what it judged. Immutable, and
 * as thread-safe as its gates.
 */
public final class Gates {

  private static final double NANOS_OF_MILLI = 1_000_000.0;

  private final List<Gate> gates;
  private final LongSupplier nanoTime;

  /**
   * @param gates in the order in which they run within their level
   * @param nanoTime stopwatch, nanoseconds; {@code System::nanoTime}
   * @throws IllegalArgumentException when two gates have one id
   */
  public Gates(List<? extends Gate> gates, LongSupplier nanoTime) {
    this.gates = List.copyOf(gates);
    this.nanoTime = nanoTime;
    Set<String> ids = new HashSet<>();
    for (Gate gate : gates) {
      if (!ids.add(gate.id())) {
        throw new IllegalArgumentException("two gates are called " + gate.id());
      }
    }
  }

  /** These gates, and some more. */
  public Gates and(List<? extends Gate> more) {
    return new Gates(Stream.concat(gates.stream(), more.stream()).toList(), nanoTime);
  }

  /** All gates, in their order. */
  public List<Gate> all() {
    return gates;
  }

  /** Ids of the gates of a level, in their order. */
  public List<String> ids(GateLevel level) {
    return gates.stream().filter(g -> g.level() == level).map(Gate::id).toList();
  }

  /**
   * Runs the gates of a level.
   *
   * @param only ids of the gates to run; empty for all of the level
   * @return a verdict of each gate, in their order
   * @throws IllegalArgumentException when {@code only} names no gate of this level, or the level
   *     has none
   */
  public List<GateVerdict> run(GateLevel level, GateSubject subject, Set<String> only) {
    List<String> ids = ids(level);
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("there are no gates of level " + level);
    }
    Set<String> unknown = new TreeSet<>(only);
    ids.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no such gate " + unknown + ", expected some of " + ids);
    }
    return gates.stream()
        .filter(g -> g.level() == level && (only.isEmpty() || only.contains(g.id())))
        .map(g -> verdict(g, subject))
        .toList();
  }

  private GateVerdict verdict(Gate gate, GateSubject subject) {
    long start = nanoTime.getAsLong();
    Finding finding = new Finding();
    try {
      if (isThere(gate, subject, finding)) {
        gate.judge(subject, finding);
        if (finding.inputDigest().isEmpty()) {
          finding.against("does not say what it judged");
        }
      }
    } catch (IOException | RuntimeException e) {
      // A gate that can't finish has not seen that all is well.
      finding.against("can't be judged: " + why(e));
    }
    List<String> reasons = finding.reasons();
    return new GateVerdict(
        gate.id(),
        gate.level().name(),
        reasons.isEmpty(),
        reasons,
        finding.evidence(),
        Duration.ofNanos(nanoTime.getAsLong() - start),
        finding.inputDigest());
  }

  private static String why(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " is missing";
      case IOException unreadable -> String.valueOf(unreadable.getMessage());
      default -> e.toString(); // of our own making: its type tells more than its text
    };
  }

  /** Whatever a gate looks at, it does not pass what is not there, is empty, or has empty files. */
  private static boolean isThere(Gate gate, GateSubject subject, Finding finding)
      throws IOException {
    boolean there = true;
    for (Path path : gate.reads(subject)) {
      if (path.equals(subject.artifacts())) {
        there &= isArtifactFolder(path, finding);
      }
      if (Files.exists(path)) {
        finding.judged(path.getFileName().toString(), digest(path, finding));
      } else if (!path.equals(subject.artifacts())) {
        finding.against(path + " is missing");
        there = false;
      }
    }
    return there;
  }

  private static boolean isArtifactFolder(Path artifacts, Finding finding) throws IOException {
    if (!Files.isDirectory(artifacts)) {
      finding.against("no artifact folder " + artifacts);
      return false;
    }
    if (files(artifacts).stream().noneMatch(ArtifactReader::isArtifact)) {
      finding.against("no artifacts in " + artifacts);
    }
    return true;
  }

  private static String digest(Path fileOrFolder, Finding finding) throws IOException {
    Digests digest = new Digests();
    List<Path> files = files(fileOrFolder);
    if (files.isEmpty()) {
      finding.against(fileOrFolder.getFileName() + " has no files");
    }
    for (Path file : files) {
      String name = SnapshotManifest.name(fileOrFolder, file);
      if (Files.size(file) == 0) {
        finding.against((name.isEmpty() ? file.getFileName() : name) + " is empty");
      }
      digest.add(name).add(Digests.ofFile(file));
    }
    return digest.finish();
  }

  /** Every regular file below a folder, in the order of their names; a file itself. */
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
    json.put("durationMs", verdict.duration().toNanos() / NANOS_OF_MILLI);
    return json;
  }
}
