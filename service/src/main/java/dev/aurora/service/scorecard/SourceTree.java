package dev.aurora.service.scorecard;

import dev.aurora.service.e2d.artifact.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources of a checkout, as they are now. That a result is one of exactly these sources is told
 * from times: no source is younger than its class, no class younger than the begin of the test.
 */
public final class SourceTree {

  private static final String JAVA = ".java";
  private static final List<String> KINDS = List.of("main", "test");

  private final Path root;

  public SourceTree(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Digest over path and content of everything that a module's tests judge. */
  String digest(SourceModule module) throws IOException {
    Digests digest = new Digests();
    for (Path file : files(module.parts())) {
      digest.add(name(file)).add(Digests.ofFile(file));
    }
    return digest.finish();
  }

  /** When the last of them changed. */
  Instant lastChange(SourceModule module) throws IOException {
    return lastChange(module.parts());
  }

  /** When the last of these files and folders changed, by their paths from the root. */
  public Instant lastChange(List<String> parts) throws IOException {
    Instant last = Instant.EPOCH;
    for (Path file : files(parts)) {
      Instant changed = changed(file);
      last = changed.isAfter(last) ? changed : last;
    }
    return last;
  }

  /**
   * Why the classes that a module's tests ran with are not those of the sources as they are now, or
   * were made only after a moment; empty when they are and were there.
   */
  Optional<String> notCompiledBefore(SourceModule module, Instant moment) throws IOException {
    for (SourceModule each : module.upTo()) {
      for (String kind : KINDS) {
        Path sources = root.resolve(each.folder()).resolve("src").resolve(kind).resolve("java");
        Path classes = root.resolve(each.folder()).resolve(classes(kind));
        for (Path source : javaFiles(sources)) {
          String type = sources.relativize(source).toString();
          Path compiled = classes.resolve(type.replace(JAVA, ".class"));
          if (!Files.isRegularFile(compiled)) {
            return Optional.of(name(source) + " is not compiled");
          }
          if (changed(compiled).isBefore(changed(source))) {
            return Optional.of(name(source) + " was changed after it was compiled");
          }
          if (changed(compiled).isAfter(moment)) {
            return Optional.of(name(source) + " was compiled after the test began");
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String classes(String kind) {
    return kind.equals("main") ? "target/classes" : "target/test-classes";
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(JAVA))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  private List<Path> files(List<String> parts) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : parts) {
      Path path = root.resolve(part);
      if (Files.exists(path)) {
        try (Stream<Path> walk = Files.walk(path)) {
          walk.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
      }
    }
    return files.stream().distinct().toList();
  }

  private String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static Instant changed(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }
}
