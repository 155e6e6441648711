package dev.aurora.service.process;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one service that owns a data directory, for as long as it lives. An H2 file has one owner,
 * and so has everything else in there: the service takes this lock before it opens anything.
 *
 * <pre>{@code
 * try (HomeLock lock = HomeLock.acquire(home)) {
 *   ... open the books, serve ...
 * }
 * }</pre>
 */
public final class HomeLock implements AutoCloseable {

  private static final String LOCK_FILE = "service.lock";

  /** Apart from the lock file, which nobody but its holder may open; see {@link FileMutex}. */
  private static final String OWNER_FILE = "service.owner";

  private final FileMutex mutex;

  private HomeLock(FileMutex mutex) {
    this.mutex = mutex;
  }

  /**
   * Makes this process the owner of {@code home}.
   *
   * @throws DependencyError {@code home-in-use}, naming the other process, when there is an owner
   */
  public static HomeLock acquire(Path home) {
    FileMutex mutex = FileMutex.tryAcquire(home.resolve(LOCK_FILE)).orElseThrow(() -> inUse(home));
    PrivateFiles.replace(
        home.resolve(OWNER_FILE), Long.toString(ProcessHandle.current().pid()) + "\n");
    return new HomeLock(mutex);
  }

  /** Whether a living service owns {@code home}. */
  public static boolean isHeld(Path home) {
    return FileMutex.tryAcquire(home.resolve(LOCK_FILE))
        .map(
            mutex -> {
              mutex.close();
              return false;
            })
        .orElse(true);
  }

  /** Gives the data directory up. */
  @Override
  public void close() {
    mutex.close();
  }

  private static DependencyError inUse(Path home) {
    return new DependencyError(
        new Problem(
            "home-in-use",
            "The data directory belongs to a running service, process " + owner(home) + ".",
            home.toString(),
            "a data directory without a running service",
            "Use that service, stop it with `aurora down`, or set AURORA_HOME to another folder."));
  }

  private static String owner(Path home) {
    try {
      return Files.readString(home.resolve(OWNER_FILE)).strip();
    } catch (IOException e) {
      return "(unknown: " + e.getMessage() + ")";
    }
  }
}
