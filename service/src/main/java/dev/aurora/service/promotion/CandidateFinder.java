package dev.aurora.service.promotion;

import dev.aurora.rules.engine.PolicyEngine;
import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Digests;
import dev.aurora.service.journal.run.RunRow;
import dev.aurora.service.journal.run.RunStatus;
import dev.aurora.service.journal.run.RunStore;
import dev.aurora.service.run.Strategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what would be promoted now: the strategy as it is installed, and its newest good run. */
public final class CandidateFinder {

  private final Strategies strategies;
  private final RunStore runs;
  private final PolicyEngine engine;
  private final Path artifacts;

  /**
   * @param artifacts folder with the artifacts of every run
   */
  public CandidateFinder(
      Strategies strategies, RunStore runs, PolicyEngine engine, Path artifacts) {
    this.strategies = strategies;
    this.runs = runs;
    this.engine = engine;
    this.artifacts = artifacts;
  }

  /** Runs of a strategy on the books, the newest bar first. */
  public List<RunRow> runs(String account, String strategy) {
    return runs.ofAccount(account).stream()
        .filter(run -> run.identity().strategy().equals(strategy))
        .sorted(Comparator.comparing((RunRow run) -> run.identity().asOf()).reversed())
        .toList();
  }

  /** The candidate; empty for a strategy that is not known or has no good run with this model. */
  public Optional<Candidate> find(String strategy) {
    return strategies.named(strategy).flatMap(this::find);
  }

  /** Where a run's artifacts are. */
  public Path folder(String runId) {
    return artifacts.resolve(runId);
  }

  private Optional<Candidate> find(Strategies.Known known) {
    String account = known.strategy().account().id();
    return runs(account, known.strategy().name()).stream()
        .filter(run -> run.status() == RunStatus.SUCCEEDED)
        .filter(run -> run.inputs().modelDigest().equals(known.modelVersion()))
        .filter(run -> Files.isDirectory(folder(run.inputs().runId())))
        .findFirst()
        .map(
            run ->
                new Candidate(
                    account,
                    known.strategy().name(),
                    known.modelVersion(),
                    known.modelDigest(),
                    engine.ruleSetDigest(),
                    run.inputs().runId(),
                    digest(folder(run.inputs().runId()))));
  }

  /** Over every file but the one with timings, which is outside identity. */
  private static String digest(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      Digests digest = new Digests();
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(path -> !path.endsWith(ArtifactFolder.TIMINGS))
              .sorted()
              .toList()) {
        digest.add(file.getFileName().toString()).add(Digests.ofFile(file));
      }
      return digest.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
