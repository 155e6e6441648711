package dev.aurora.service.e2d;

import dev.aurora.service.e2d.artifact.ArtifactFolder;
import dev.aurora.service.e2d.artifact.Checkpoint;
import dev.aurora.service.e2d.artifact.StageRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Keeps the checkpoint of one run while its stages pass: takes a stage over when its input is the
 * recorded one and its artifacts are intact, and otherwise does it, and from there on all.
 */
final class StageLedger {

  private final ArtifactFolder folder;
  private final Consumer<StageReport> listener;
  private final Consumer<E2dStage> fault;
  private final LongSupplier nanoTime;
  private final Map<E2dStage, Duration> elapsed = new EnumMap<>(E2dStage.class);
  private Checkpoint checkpoint;
  private int position;
  private int resumed;

  StageLedger(
      ArtifactFolder folder,
      Checkpoint verified,
      Consumer<StageReport> listener,
      Consumer<E2dStage> fault,
      LongSupplier nanoTime) {
    this.folder = folder;
    this.checkpoint = verified;
    this.listener = listener;
    this.fault = fault;
    this.nanoTime = nanoTime;
  }

  /**
   * What a stage made.
   *
   * @param event how it ended
   * @param value what the next stages need
   * @param outputs digest by artifact written
   * @param meta counts and digests for the trace
   */
  record Made<T>(String event, T value, Map<String, String> outputs, Map<String, String> meta) {

    static <T> Made<T> completed(T value, Map<String, String> outputs, Map<String, String> meta) {
      return new Made<>(StageRecord.COMPLETED, value, outputs, meta);
    }
  }

  /** Does something that may fail to read or write. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Passes a stage.
   *
   * @param inputDigest digest of everything it reads
   * @param restore gets its value back from intact artifacts
   * @param make does it and writes its artifacts
   */
  <T> T stage(E2dStage stage, String inputDigest, Work<T> restore, Work<Made<T>> make)
      throws IOException {
    long start = nanoTime.getAsLong();
    boolean known = isRecorded(stage, inputDigest);
    T value;
    if (known) {
      value = restore.run();
      resumed++;
    } else {
      Made<T> made = make.run();
      value = made.value();
      checkpoint =
          checkpoint
              .first(position)
              .with(
                  new StageRecord(
                      stage.id(), made.event(), inputDigest, made.outputs(), made.meta()));
      checkpoint.write(folder);
    }
    position++;
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
    elapsed.put(stage, took);
    listener.accept(new StageReport(checkpoint.runId(), stage, known, took));
    fault.accept(stage);
    return value;
  }

  private boolean isRecorded(E2dStage stage, String inputDigest) {
    if (position >= checkpoint.stages().size()) {
      return false;
    }
    StageRecord recorded = checkpoint.stages().get(position);
    return recorded.stage().equals(stage.id()) && recorded.inputDigest().equals(inputDigest);
  }

  /** Stages passed so far. */
  List<StageRecord> passed() {
    return checkpoint.first(position).stages();
  }

  /** Digest of an artifact written by a stage passed so far. */
  String digest(String artifact) {
    return passed().stream()
        .map(s -> s.outputs().get(artifact))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no stage wrote " + artifact));
  }

  /** How many stages were taken over. */
  int resumed() {
    return resumed;
  }

  /** Time each passed stage took. */
  Map<E2dStage, Duration> elapsed() {
    return elapsed;
  }
}
