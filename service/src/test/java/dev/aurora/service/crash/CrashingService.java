package dev.aurora.service.crash;

import dev.aurora.service.app.ServiceMain;
import dev.aurora.service.crash.CrashPoint.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The real service, with a switch in its wiring that can end it at one point. System properties say
 * at which; its arguments are the service's own.
 */
public final class CrashingService {

  static final String POINT = "aurora.crash.point";
  static final String LOG = "aurora.crash.log";
  static final String URL = "aurora.crash.url";
  static final String DECIDE = "DecisionRun.decide";

  private static final CrashSwitch CRASH =
      new CrashSwitch(path(LOG), System.getProperty(POINT, ""));

  private CrashingService() {}

  public static void main(String[] arguments) {
    String point = System.getProperty(POINT, "");
    if (!point.isEmpty()) {
      watchFiles(CrashPoint.parse(point), Path.of(arguments[1], "artifacts"));
    }
    ServiceMain.main(arguments);
  }

  static CrashSwitch crash() {
    return CRASH;
  }

  static CrashStore.Books books() {
    return new CrashStore.Books(System.getProperty(URL));
  }

  private static Path path(String property) {
    return Path.of(System.getProperty(property));
  }

  private static void watchFiles(CrashPoint point, Path artifacts) {
    if (point.phase() != Phase.FILE_BEGUN && point.phase() != Phase.FILE_WRITTEN) {
      return;
    }
    Thread watcher = new Thread(() -> dieWhenThere(point, artifacts), "file-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Looks without pause: half a file is there for a millisecond. */
  private static void dieWhenThere(CrashPoint point, Path artifacts) {
    Path whole = awaitRun(artifacts).resolve(point.action());
    Path half = whole.resolveSibling("." + point.action() + ".tmp");
    boolean begun = point.phase() == Phase.FILE_BEGUN;
    while (!(begun && Files.exists(half)) && !Files.exists(whole)) {
      Thread.onSpinWait();
    }
    CRASH.passing(point.step(), point.action(), point.phase());
  }

  private static Path awaitRun(Path artifacts) {
    while (true) {
      if (Files.isDirectory(artifacts)) {
        try (Stream<Path> runs = Files.list(artifacts)) {
          Optional<Path> run = runs.filter(Files::isDirectory).findFirst();
          if (run.isPresent()) {
            return run.get();
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      Thread.onSpinWait();
    }
  }
}
