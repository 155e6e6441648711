package dev.aurora.service.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aurora.service.process.PrivateFiles;
import dev.aurora.service.rollout.BuildId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The builds kept in a data directory, a folder each under {@code builds}: the jars of its workflow
 * code and a {@code build.json} with their digests. A build appears whole or not at all. One
 * process owns a data directory; within it thread-safe.
 */
public final class BuildStore {

  private static final Logger LOG = LoggerFactory.getLogger(BuildStore.class);
  private static final String MANIFEST = "build.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Clock clock;

  /**
   * @param home data directory
   */
  public BuildStore(Path home, Clock clock) {
    this.folder = home.resolve("builds");
    this.clock = clock;
  }

  /**
   * Keeps the build that runs, unless it is kept soundly already.
   *
   * @param modules a class of each module whose code executions replay
   * @param workflows what its worker registers
   * @throws dev.aurora.service.problem.DependencyError when the data directory can't be written to
   */
  public synchronized void install(
      BuildId build, List<Class<?>> modules, List<Class<?>> workflows) {
    if (sound(build.text()).isPresent()) {
      return;
    }
    PrivateFiles.createFolder(folder);
    Path fresh = folder.resolve("." + build.text() + ".new");
    try {
      deleteTree(fresh);
      PrivateFiles.createFolder(fresh);
      List<InstalledBuild.Jar> jars = new ArrayList<>();
      for (Class<?> module : modules) {
        Path jar = fresh.resolve(jars.size() + ".jar");
        ModuleJar.write(module, jar);
        jars.add(new InstalledBuild.Jar(jar.getFileName().toString(), digest(jar)));
      }
      JSON.writerWithDefaultPrettyPrinter()
          .writeValue(
              fresh.resolve(MANIFEST).toFile(),
              new InstalledBuild(
                  build.text(),
                  clock.instant().toString(),
                  jars,
                  workflows.stream().map(Class::getName).toList()));
      deleteTree(folderOf(build.text()));
      Files.move(fresh, folderOf(build.text()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids of all that is kept, sound or not. */
  public List<String> kept() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A build, if every file of it is what was installed; else it is not to be run. */
  Optional<InstalledBuild> sound(String build) {
    Path at = folderOf(build);
    if (!Files.isDirectory(at)) {
      return Optional.empty();
    }
    try {
      InstalledBuild installed =
          JSON.readValue(at.resolve(MANIFEST).toFile(), InstalledBuild.class);
      for (InstalledBuild.Jar jar : installed.jars()) {
        if (!digest(at.resolve(jar.name())).equals(jar.digest())) {
          LOG.error("build {} is damaged: {} is not what was installed", build, jar.name());
          return Optional.empty();
        }
      }
      return installed.build().equals(build) ? Optional.of(installed) : Optional.empty();
    } catch (IOException unreadable) {
      LOG.error("build {} is damaged", build, unreadable);
      return Optional.empty();
    }
  }

  /** The jars of a build, in class-path order. */
  List<Path> jars(InstalledBuild build) {
    return build.jars().stream().map(jar -> folderOf(build.build()).resolve(jar.name())).toList();
  }

  /** Deletes a build. */
  synchronized void remove(String build) {
    try {
      deleteTree(folderOf(build));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What all of it takes on the disk. */
  public long bytes() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folderOf(String build) {
    return folder.resolve(build);
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    try (Stream<Path> all = Files.walk(top)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
