package dev.aurora.service.crash;

import dev.aurora.service.journal.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One load on empty books, during which the service dies at the given points: the first process at
 * the first, the one started after it at the second, and so on. Nobody repairs anything; a service
 * is started again, that is all.
 */
final class CrashRound implements AutoCloseable {

  /** What the kernel says of a process that was killed: 128 and the number of the signal. */
  private static final int SIGKILL_EXIT = 128 + 9;

  private final Path home;
  private final CrashStore.Books books;
  private final CrashingProcess service;
  private final CrashLoad load;
  private final List<CrashPoint> points;
  private final List<String> surprises = new ArrayList<>();
  private @Nullable Process living;
  private boolean over;
  private boolean bad;
  private int deaths;

  CrashRound(
      Programs programs, Path home, String prefix, CrashStore store, List<CrashPoint> points) {
    // Books of an earlier run would answer for this one.
    delete(home);
    this.home = home;
    this.books = store.fresh(home);
    this.service = new CrashingProcess(programs, home, prefix, books);
    this.load = new CrashLoad(prefix);
    this.points = List.copyOf(points);
  }

  /**
   * How it came out.
   *
   * @param reached whether the service died at every point
   * @param violations what is forbidden and has happened
   * @param state what the load left; null when it did not end
   * @param passed the points that the last process passed
   */
  record Result(
      List<CrashPoint> points,
      boolean reached,
      List<String> violations,
      @Nullable LoadState state,
      List<CrashPoint> passed,
      Duration took) {}

  Result run() {
    long begun = System.nanoTime();
    Thread keeper = new Thread(this::keepAlive, "service-keeper");
    keeper.start();
    List<String> violations = new ArrayList<>();
    boolean ended = true;
    try {
      load.run();
    } catch (TimeoutException | RuntimeException stuck) {
      ended = false;
      violations.add("STUCK: the load did not end: " + stuck);
    }
    stop(keeper);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    violations.addAll(surprises);
    LoadState state = null;
    try (Database journal = books.open();
        Database ledger = LoadState.ledger(home)) {
      violations.addAll(Audit.violations(journal, ledger));
      if (ended) {
        state = LoadState.of(home, journal, ledger);
      }
    }
    load.tidyUp();
    bad = !violations.isEmpty() || deaths < points.size();
    return new Result(
        points,
        deaths == points.size(),
        List.copyOf(violations),
        state,
        service.passed(service.starts()),
        took);
  }

  /** Starts the service, and another whenever one died. */
  private void keepAlive() {
    while (true) {
      Process process;
      synchronized (this) {
        if (over) {
          return;
        }
        int nth = service.starts();
        process = service.start(nth < points.size() ? points.get(nth) : null);
        living = process;
      }
      int exit = process.onExit().join().exitValue();
      synchronized (this) {
        if (over) {
          return;
        }
        deaths++;
        if (exit != SIGKILL_EXIT || deaths > points.size()) {
          surprises.add("ENDED BY ITSELF: exit " + exit + " of process " + service.starts());
          return;
        }
      }
    }
  }

  /**
   * The last process dies like the others: what it has committed must be there all the same. Only
   * one that nobody disturbed ends in good order, so that its JVM writes the shared archive.
   */
  private void stop(Thread keeper) {
    synchronized (this) {
      over = true;
      if (living != null && points.isEmpty()) {
        living.destroy();
      } else if (living != null) {
        living.destroyForcibly();
      }
    }
    try {
      keeper.join(TimeUnit.SECONDS.toMillis(40));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Removes the books of the round; those of a bad one are kept to be looked at. */
  @Override
  public void close() {
    if (bad) {
      return;
    }
    delete(home);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
