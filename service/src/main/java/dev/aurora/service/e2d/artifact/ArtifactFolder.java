package dev.aurora.service.e2d.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * The folder of one run. A file in it is whole or absent, also after a crash: it is written beside
 * its name, forced to disk and renamed. One writer at a time.
 *
 * @param path the folder; made when the first file is written
 */
public record ArtifactFolder(Path path) {

  public static final String DECISIONS = "decisions.json";
  public static final String TRACE = "trace.jsonl";
  public static final String TIMINGS = "timings.json";
  public static final String SUMMARY = "summary.json";
  public static final String FEATURES = "features.parquet";
  public static final String PREDICTIONS = "predictions.parquet";
  public static final String METRICS = "metrics.json";
  public static final String CHECKPOINT = "checkpoint.json";

  /** Writes a file's content to the path it is given. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path file) throws IOException;
  }

  public ArtifactFolder {
    Objects.requireNonNull(path, "path");
  }

  /** Path of an artifact, whether or not it is there. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes or replaces an artifact and answers its digest. */
  public String write(String name, byte[] bytes) throws IOException {
    write(
        name,
        file -> {
          try (FileChannel out =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
              out.write(buffer);
            }
          }
        });
    return Digests.of(bytes);
  }

  /** Writes or replaces an artifact with whatever {@code content} puts into the file it gets. */
  public void write(String name, Content content) throws IOException {
    Files.createDirectories(path);
    // One fixed name, so that what a crash leaves behind is overwritten and never piles up.
    Path beside = path.resolve("." + name + ".tmp");
    content.writeTo(beside);
    force(beside);
    Files.move(
        beside, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(path); // the rename itself must survive a power cut
  }

  private static void force(Path fileOrFolder) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Digest of an artifact, empty when it is not there. */
  public Optional<String> digest(String name) throws IOException {
    Path file = file(name);
    return Files.isRegularFile(file) ? Optional.of(Digests.ofFile(file)) : Optional.empty();
  }

  /** Removes an artifact that must not be there. */
  public void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }
}
