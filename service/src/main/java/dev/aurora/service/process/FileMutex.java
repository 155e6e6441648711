package dev.aurora.service.process;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Mutual exclusion between processes, and between threads of one process, by an operating-system
 * lock on a file. The system frees it when its holder dies, however it dies. The file itself stays:
 * deleting it would let two holders lock two different files of one name.
 *
 * <p>Thread-safe. Not reentrant. Nothing else in this JVM may open the file: a POSIX lock ends when
 * <em>any</em> descriptor of its file is closed by the process.
 */
public final class FileMutex implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  /** Asked before the file is opened, for the reason in the class comment. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private FileMutex(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /** Takes the lock if nobody holds it. */
  public static Optional<FileMutex> tryAcquire(Path file) {
    Path folder = PrivateFiles.createFolderOf(file);
    try {
      Path key = folder.toRealPath().resolve(file.getFileName());
      if (!HELD_HERE.add(key)) {
        return Optional.empty();
      }
      Optional<FileMutex> taken = Optional.empty();
      try {
        taken = lock(key);
        return taken;
      } finally {
        if (taken.isEmpty()) {
          HELD_HERE.remove(key);
        }
      }
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "lock-failed",
                  "The lock file can't be used: " + e.getMessage(),
                  "Make the folder writable; on a network file system, move AURORA_HOME to a local"
                      + " disk.")
              .at(file),
          e);
    }
  }

  /**
   * Waits for the lock.
   *
   * @throws DependencyError when another process still holds it after {@code patience}
   */
  public static FileMutex acquire(Path file, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<FileMutex> mutex = tryAcquire(file);
      if (mutex.isPresent()) {
        return mutex.get();
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new DependencyError(
            Problem.of(
                    "lock-busy",
                    "Another Aurora command has held this lock for " + patience.toSeconds() + " s.",
                    "Wait for it to end, or find it with `ps` and stop it; then try again.")
                .at(file));
      }
      Waiting.pause(POLL);
    }
  }

  private static Optional<FileMutex> lock(Path key) throws IOException {
    FileChannel channel =
        FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() != null) {
      return Optional.of(new FileMutex(key, channel));
    }
    channel.close();
    return Optional.empty();
  }

  /** Frees the lock; closing twice does nothing. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(key);
    }
  }
}
