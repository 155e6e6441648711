package dev.aurora.service.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * What the killed processes run on, made once for all rounds so that a start is short: the classes
 * under test as jars, which a JVM can keep loaded from one start to the next.
 */
final class Programs {

  private static final String EXTENSIONS =
      "META-INF/services/jakarta.enterprise.inject.spi.Extension";

  private final Path folder;
  private final String classPath;

  /**
   * @param folder for jars and the archive of the JVM
   */
  Programs(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      classPath = String.join(File.pathSeparator, jars());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String classPath() {
    return classPath;
  }

  /** Written by the first process that ends in good order, used by all after it. */
  Path sharedArchive() {
    return folder.resolve("classes.jsa");
  }

  private List<String> jars() throws IOException {
    List<String> jars = new ArrayList<>();
    jars.add(jar("extension", extension()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        jars.add(jar("classes-" + jars.size(), path));
      } else if (Files.exists(path)) {
        jars.add(entry);
      }
    }
    return jars;
  }

  private String jar(String name, Path content) {
    Path jar = folder.resolve(name + ".jar");
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "cf0", jar.toString(), "-C", content.toString(), ".");
    if (exit != 0) {
      throw new IllegalStateException("no jar of " + content);
    }
    return jar.toString();
  }

  /** Only the killed processes have it: it stands on no other class path. */
  private Path extension() throws IOException {
    Path content = folder.resolve("extension");
    Path file = content.resolve(EXTENSIONS);
    Files.createDirectories(file.getParent());
    Files.writeString(file, CrashExtension.class.getName());
    return content;
  }
}
