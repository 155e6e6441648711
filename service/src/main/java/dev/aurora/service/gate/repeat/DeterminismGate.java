package dev.aurora.service.gate.repeat;

import dev.aurora.rules.fact.GateLevel;
import dev.aurora.service.gate.Finding;
import dev.aurora.service.gate.Gate;
import dev.aurora.service.gate.GateSubject;
import dev.aurora.service.gate.repeat.FreshProcess.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds when two fresh processes that have nothing in common but their inputs write the same files
 * with the same bytes: other locale, time zone, environment, encoding and number of cores.
 */
public final class DeterminismGate implements Gate {

  /** Writes the artifacts of both processes. */
  @FunctionalInterface
  public interface Twice {

    /**
     * @throws IOException when a process fails
     */
    void run(Path data, Path one, Path other) throws IOException;
  }

  private final Twice twice;

  /** The gate on real processes. */
  public DeterminismGate() {
    this(DeterminismGate::processes);
  }

  /**
   * For drills.
   *
   * @param twice runs both
   */
  public DeterminismGate(Twice twice) {
    this.twice = twice;
  }

  /** Runs two fresh processes, one after the other. */
  public static void processes(Path data, Path one, Path other) throws IOException {
    FreshProcess.run(data.toAbsolutePath(), one, Surroundings.PLAIN);
    FreshProcess.run(data.toAbsolutePath(), other, Surroundings.ODD);
  }

  /** Runs twice in this process, each time with everything opened anew. */
  public static void here(Path data, Path one, Path other) throws IOException {
    RepeatProgram.run(new GateSubject(null, data, null), one);
    RepeatProgram.run(new GateSubject(null, data, null), other);
  }

  @Override
  public String id() {
    return "determinism";
  }

  @Override
  public GateLevel level() {
    return GateLevel.L2;
  }

  @Override
  public String holds() {
    return "two fresh processes in other surroundings write the same bytes";
  }

  @Override
  public List<Path> reads(GateSubject subject) throws IOException {
    return List.of(
        subject.bars(),
        subject.corporateActions(),
        subject.models(),
        subject.dataFolder().resolve("strategies"));
  }

  @Override
  public void judge(GateSubject subject, Finding finding) throws IOException {
    SameFiles same = compare(subject.dataFolder());
    finding.evidence("compared", same.compared());
    same.differences().forEach(difference -> finding.offence("files", difference));
  }

  /** Runs and compares; everything is in a temporary folder, which is gone afterwards. */
  public SameFiles compare(Path data) throws IOException {
    Path work = Files.createTempDirectory("aurora-determinism-");
    try {
      Path one = Files.createDirectory(work.resolve("one"));
      Path other = Files.createDirectory(work.resolve("other one"));
      twice.run(data, one, other);
      return SameFiles.of(one, other);
    } finally {
      remove(work);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
