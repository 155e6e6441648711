package dev.aurora.service.build;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Puts the module that a class belongs to into one jar, wherever it was loaded from. */
final class ModuleJar {

  private ModuleJar() {}

  /** Copies the jar of a module, or packs its folder of classes. */
  static void write(Class<?> module, Path target) throws IOException {
    Path home = home(module);
    if (Files.isRegularFile(home)) {
      Files.copy(home, target);
      return;
    }
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream jar = new JarOutputStream(file)) {
      // What is read once at a start and kept for weeks need not be small.
      jar.setLevel(java.util.zip.Deflater.BEST_SPEED);
      for (Path entry : files(home)) {
        jar.putNextEntry(new JarEntry(home.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, jar);
        jar.closeEntry();
      }
    }
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path home(Class<?> module) {
    CodeSource source = module.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("nobody knows where " + module + " was loaded from");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException notAFile) {
      throw new IllegalStateException(notAFile);
    }
  }
}
