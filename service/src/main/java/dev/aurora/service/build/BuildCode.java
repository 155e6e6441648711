package dev.aurora.service.build;

import dev.aurora.workflows.stage.StageVersions;
import io.temporal.worker.PreferredVersionProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workflow code of one build: what its executions replay. That of another build is loaded from
 * its jars, apart from ours; libraries are the ones of this program.
 */
public final class BuildCode implements AutoCloseable {

  private final List<Class<?>> workflows;
  private final PreferredVersionProvider versions;
  private final @Nullable URLClassLoader loader;

  private BuildCode(
      List<Class<?>> workflows,
      PreferredVersionProvider versions,
      @Nullable URLClassLoader loader) {
    this.workflows = List.copyOf(workflows);
    this.versions = versions;
    this.loader = loader;
  }

  /** Of the build that runs. */
  public static BuildCode running(List<Class<?>> workflows) {
    return new BuildCode(workflows, new StageVersions(), null);
  }

  /**
   * Of a build that is kept.
   *
   * @throws IllegalStateException when its jars lack what it says is in them
   */
  static BuildCode load(InstalledBuild build, List<Path> jars) {
    Apart loader = new Apart(jars, BuildCode.class.getClassLoader());
    try {
      List<Class<?>> workflows = new ArrayList<>();
      for (String name : build.workflows()) {
        workflows.add(loader.loadClass(name));
      }
      Class<?> versions = loader.loadClass(StageVersions.class.getName());
      return new BuildCode(
          workflows,
          (PreferredVersionProvider) versions.getDeclaredConstructor().newInstance(),
          loader);
    } catch (ReflectiveOperationException | LinkageError | ClassCastException notIt) {
      throw new IllegalStateException("build " + build.build() + " can't be run here", notIt);
    }
  }

  List<Class<?>> workflows() {
    return workflows;
  }

  /** Which version an execution records: of its own build, which may know fewer. */
  PreferredVersionProvider versions() {
    return versions;
  }

  /** Nothing of it may run any more. */
  @Override
  public void close() {
    if (loader != null) {
      try {
        loader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Takes Aurora's rules and workflows from a build's own jars alone, and the libraries from this
   * program. A class that the build lacks is never taken from ours: its executions would mix.
   */
  private static final class Apart extends URLClassLoader {

    static {
      registerAsParallelCapable();
    }

    Apart(List<Path> jars, ClassLoader libraries) {
      super(jars.stream().map(Apart::url).toArray(URL[]::new), libraries);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.aurora.rules.") && !name.startsWith("dev.aurora.workflows.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    private static URL url(Path jar) {
      try {
        return jar.toUri().toURL();
      } catch (MalformedURLException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
