package dev.aurora.rules.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What compiled rules can reach: the facts, the rule engine's own model and the few classes of Java
 * that both are made of. The second layer behind the check: a rule that slipped through it can't
 * name {@code Runtime}, threads, files or the network. Thread-safe.
 *
 * <p>The compiler is given the bytes of all of Java's classes, which it needs to close types; they
 * can be looked at, but not loaded. Of Aurora's own classes neither is given, but for the facts.
 */
final class FactClassLoader extends ClassLoader {

  private static final List<String> PACKAGES =
      List.of(
          "java.lang.annotation.",
          "java.lang.invoke.",
          "java.math.",
          "java.time.",
          "java.util.function.",
          "dev.aurora.rules.fact.",
          "dev.aurora.rules.limit.",
          "org.drools.",
          "org.kie.",
          "org.jspecify.annotations.");

  private static final Set<String> JAVA =
      Set.of(
          "java.lang.Object",
          "java.lang.String",
          "java.lang.CharSequence",
          "java.lang.Comparable",
          "java.lang.Boolean",
          "java.lang.Number",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Enum",
          "java.lang.Throwable",
          "java.lang.Exception",
          "java.lang.RuntimeException",
          "java.lang.IllegalArgumentException",
          "java.lang.Override",
          "java.io.Serializable",
          "java.util.ArrayList",
          "java.util.Arrays",
          "java.util.Collection",
          "java.util.Collections",
          "java.util.List",
          "java.util.Map",
          "java.util.HashMap",
          "java.util.Optional",
          "java.util.Locale",
          "java.util.Set");

  private final ClassLoader all;

  static {
    registerAsParallelCapable();
  }

  /**
   * @param all loads what may be reached
   */
  FactClassLoader(ClassLoader all) {
    super("policy facts", null);
    this.all = all;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (mayLoad(name)) {
      return all.loadClass(name);
    }
    throw new ClassNotFoundException(name + " is out of reach of rules");
  }

  private boolean mayLoad(String name) {
    return JAVA.contains(name) || PACKAGES.stream().anyMatch(name::startsWith);
  }

  private boolean mayRead(String resource) {
    String name = resource.replaceFirst("\\.class$", "").replace('/', '.');
    return name.startsWith("java.") || mayLoad(name);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return mayRead(name) ? all.getResource(name) : null;
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    return mayRead(name) ? all.getResourceAsStream(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return mayRead(name) ? all.getResources(name) : Collections.emptyEnumeration();
  }
}
