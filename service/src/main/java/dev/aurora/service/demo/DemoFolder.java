package dev.aurora.service.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.api.JsonProvider;
import dev.aurora.service.process.FileMutex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The folder of one demo, {@code demo/<n>} in the data directory: books, ledger, artifacts and
 * {@code demo.json}, which says whether it has ended. While this is open no other command uses it.
 */
final class DemoFolder implements AutoCloseable {

  /** How a demo stands. */
  enum State {
    RUNNING,
    FINISHED,
    /** Ended by a kill, which stays latched here; the next demo starts anew. */
    KILLED
  }

  /** The content of {@code demo.json}. */
  record Record(DemoSettings settings, State state) {}

  private static final ObjectMapper JSON = JsonProvider.mapper();

  private final int number;
  private final Path path;
  private final boolean resumed;
  private final DemoSettings settings;
  private final FileMutex lock;

  private DemoFolder(
      int number, Path path, boolean resumed, DemoSettings settings, FileMutex lock) {
    this.number = number;
    this.path = path;
    this.resumed = resumed;
    this.settings = settings;
    this.lock = lock;
  }

  /**
   * The first unfinished demo of equal settings that nobody else is running, else a new one.
   *
   * @throws IOException when a folder can't be read or written
   */
  static DemoFolder resumeOrStart(Path home, DemoSettings settings) throws IOException {
    Path demos = Files.createDirectories(home.resolve("demo"));
    for (int number = 1; ; number++) {
      Path path = demos.resolve(Integer.toString(number));
      boolean exists = Files.exists(path.resolve("demo.json"));
      if (exists && !resumable(path, settings)) {
        continue;
      }
      Optional<FileMutex> lock = FileMutex.tryAcquire(path.resolve("demo.lock"));
      if (lock.isPresent()) {
        DemoFolder folder = new DemoFolder(number, path, exists, settings, lock.orElseThrow());
        folder.write(State.RUNNING);
        return folder;
      }
    }
  }

  int number() {
    return number;
  }

  Path path() {
    return path;
  }

  boolean resumed() {
    return resumed;
  }

  /** In front of this demo's workflow ids and task queues. */
  String prefix() {
    return "demo-" + number + "/";
  }

  void write(State state) throws IOException {
    Path file = path.resolve("demo.json");
    Path fresh = path.resolve("demo.json.new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), new Record(settings, state));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    lock.close();
  }

  private static boolean resumable(Path path, DemoSettings settings) throws IOException {
    Record found = JSON.readValue(path.resolve("demo.json").toFile(), Record.class);
    return found.state() == State.RUNNING && found.settings().equals(settings);
  }
}
