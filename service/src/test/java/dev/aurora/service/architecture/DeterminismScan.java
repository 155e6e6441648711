package dev.aurora.service.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.temporal.workflow.WorkflowInterface;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for what a replay would not find again: clock, randomness, environment, files, network,
 * threads and what is only one process's own. A workflow that touches one of them takes another way
 * when it is resumed; everything with an effect belongs in an activity.
 */
final class DeterminismScan {

  /** Packages, with a dot at the end, and types that no workflow code may use. */
  private static final List<String> TYPES =
      List.of(
          "java.io.",
          "java.nio.",
          "java.net.",
          "java.sql.",
          "javax.sql.",
          "java.util.concurrent.",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.",
          "java.util.Timer",
          "java.util.Scanner",
          "java.security.SecureRandom",
          "java.lang.Thread",
          "java.lang.ThreadGroup",
          "java.lang.ThreadLocal",
          "java.lang.InheritableThreadLocal",
          "java.lang.ScopedValue",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.management.");

  /** Exceptions to these: they say that something failed elsewhere, and touch nothing. */
  private static final Set<String> HARMLESS =
      Set.of("java.io.IOException", "java.io.Serializable", "java.io.UncheckedIOException");

  /** Calls whose answer differs from one execution to the next. */
  private static final Set<String> CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.identityHashCode",
          "java.lang.Math.random",
          "java.lang.Object.wait",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll",
          "java.lang.Class.getResource",
          "java.lang.Class.getResourceAsStream",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean",
          "java.time.ZoneId.systemDefault",
          "java.time.Clock.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.util.Calendar.getInstance",
          "java.util.Collection.parallelStream",
          "java.util.List.parallelStream",
          "java.util.Set.parallelStream",
          "java.util.stream.Stream.parallel",
          "java.util.Collections.shuffle",
          "java.util.Date.<init>",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  private DeterminismScan() {}

  /** Workflows among {@code all}, and everything of ours that they reach. */
  static Set<JavaClass> workflowCode(Collection<JavaClass> all) {
    Deque<JavaClass> waiting = new ArrayDeque<>();
    all.stream().filter(DeterminismScan::implementsAWorkflow).forEach(waiting::add);
    Set<JavaClass> reached = new LinkedHashSet<>(waiting);
    while (!waiting.isEmpty()) {
      waiting.remove().getDirectDependenciesFromSelf().stream()
          .map(used -> used.getTargetClass().getBaseComponentType())
          .filter(used -> used.getName().startsWith("dev.aurora."))
          .filter(reached::add)
          .forEach(waiting::add);
    }
    return reached;
  }

  static boolean implementsAWorkflow(JavaClass type) {
    return !type.isInterface()
        && type.getAllRawInterfaces().stream()
            .anyMatch(parent -> parent.isAnnotatedWith(WorkflowInterface.class));
  }

  /** What is wrong, one line each: class, and what it touches. */
  static Set<String> violations(Collection<JavaClass> classes) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : classes) {
      type.getDirectDependenciesFromSelf().stream()
          .map(used -> used.getTargetClass().getBaseComponentType().getName())
          .filter(DeterminismScan::forbidden)
          .forEach(used -> found.add(type.getName() + " uses " + used));
      type.getAccessesFromSelf().stream()
          .map(DeterminismScan::called)
          .filter(call -> CALLS.contains(call) || call.matches("java\\.time\\..*\\.now"))
          .forEach(call -> found.add(type.getName() + " calls " + call));
    }
    return found;
  }

  private static boolean forbidden(String name) {
    return !HARMLESS.contains(name)
        && TYPES.stream()
            .anyMatch(
                type ->
                    type.endsWith(".")
                        ? name.startsWith(type)
                        : name.equals(type) || name.startsWith(type + "$"));
  }

  private static String called(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }
}
