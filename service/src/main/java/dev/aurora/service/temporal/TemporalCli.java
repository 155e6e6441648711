package dev.aurora.service.temporal;

import dev.aurora.service.process.DetachedProgram;
import dev.aurora.service.process.FileMutex;
import dev.aurora.service.process.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Temporal CLI, whose dev server is the embedded default: the one on the PATH when it is of the
 * version that Aurora was tried with, else one fetched into a folder once. Thread-safe; several
 * processes may fetch at once.
 */
public final class TemporalCli {

  private static final Pattern VERSION_LINE = Pattern.compile("temporal version (\\S+).*");
  private static final Duration VERSION_PATIENCE = Duration.ofSeconds(10);

  /** Longer than the slowest fetch: the second of two waits for the first. */
  private static final Duration FETCH_PATIENCE = Duration.ofMinutes(12);

  private final Path folder;
  private final Map<String, String> environment;
  private final TemporalCliRelease release;

  /**
   * The CLI for this machine.
   *
   * @param folder holds fetched programs, by version
   * @param environment gives the PATH, and pip its settings
   */
  public TemporalCli(Path folder, Map<String, String> environment, TemporalCliRelease release) {
    this.folder = folder.toAbsolutePath();
    this.environment = Map.copyOf(environment);
    this.release = release;
  }

  /** The program, if it is already here; never fetches. */
  public Optional<Path> find() {
    return onPath().or(() -> Optional.of(fetched()).filter(this::isWhole));
  }

  /**
   * The program, fetched when it is not here yet.
   *
   * @throws dev.aurora.service.problem.DependencyError when it can't be fetched, or what came is
   *     not what was pinned
   */
  public Path ensure() {
    return find().orElseGet(this::fetch);
  }

  /** Version of the {@code temporal} on the PATH; empty when there is none that says. */
  public Optional<String> versionOnPath() {
    return DetachedProgram.onPath("temporal", environment).flatMap(this::versionOf);
  }

  private Optional<Path> onPath() {
    return DetachedProgram.onPath("temporal", environment)
        .filter(
            program -> versionOf(program).filter(TemporalCliRelease.VERSION::equals).isPresent());
  }

  private Path fetched() {
    return folder.resolve(TemporalCliRelease.VERSION).resolve("temporal");
  }

  /** Its digest was checked before it was put here; the size notices a copy cut short. */
  private boolean isWhole(Path program) {
    try {
      return Files.isExecutable(program) && Files.size(program) == release.programBytes();
    } catch (IOException e) {
      return false;
    }
  }

  private Path fetch() {
    PrivateFiles.createFolder(folder);
    Path lock = folder.resolve(TemporalCliRelease.VERSION + ".lock");
    try (FileMutex ours = FileMutex.acquire(lock, FETCH_PATIENCE)) {
      Path program = fetched();
      if (!isWhole(program)) {
        new TemporalCliFetch(folder, environment, release).into(program);
      }
      return program;
    }
  }

  private Optional<String> versionOf(Path program) {
    try {
      Process process =
          new ProcessBuilder(List.of(program.toString(), "--version"))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(VERSION_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      Matcher line = VERSION_LINE.matcher(said);
      return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    } catch (IOException e) {
      // Not a program that runs here, so not one that fits.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + program, e);
    }
  }
}
