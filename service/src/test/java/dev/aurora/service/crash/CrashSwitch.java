package dev.aurora.service.crash;

import dev.aurora.service.crash.CrashPoint.Phase;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * In the process that is to die: counts the points that it passes, writes each into a log that
 * survives it, and sends itself a SIGKILL at the one that is armed. Thread-safe.
 */
final class CrashSwitch {

  private static final int SIGKILL = 9;
  private static final String OURS = "dev.aurora.service.";
  private static final StackWalker STACK = StackWalker.getInstance();

  private final Path log;
  private final String armed;
  private final Map<String, Integer> passed = new HashMap<>();

  /**
   * @param armed text of the point, or empty
   */
  CrashSwitch(Path log, String armed) {
    this.log = log;
    this.armed = armed;
  }

  /** Passes a point of the calling thread. */
  void passing(String action, Phase phase) {
    passing(step(), action, phase);
  }

  /** One thread after the other: what is counted second has not happened when the first dies. */
  synchronized void passing(String step, String action, Phase phase) {
    int nth = passed.merge(step + action + phase, 1, Integer::sum);
    CrashPoint point = new CrashPoint(step, action, phase, nth);
    try {
      Files.writeString(
          log,
          point + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (point.toString().equals(armed)) {
      die();
    }
  }

  /**
   * No shutdown hook, no flush, no goodbye: what the kernel does for {@code kill -9}, and before
   * this method could return. Needs the package opened on the command line.
   */
  private static void die() {
    try {
      Method raise =
          Class.forName("jdk.internal.misc.Signal").getDeclaredMethod("raise0", int.class);
      raise.setAccessible(true);
      raise.invoke(null, SIGKILL);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't die", e);
    }
    throw new IllegalStateException("survived a SIGKILL");
  }

  /** The method of ours that wanted the transaction which is just being committed. */
  static String caller() {
    return STACK.walk(
        frames ->
            frames
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .filter(frame -> !frame.getClassName().startsWith(OURS + "journal.database."))
                .filter(frame -> !frame.getClassName().startsWith(OURS + "crash."))
                .findFirst()
                .map(CrashSwitch::name)
                .orElse("unknown"));
  }

  private static String name(StackFrame frame) {
    String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    String method = frame.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
    return type + "." + method;
  }

  private static String step() {
    try {
      ActivityInfo activity = Activity.getExecutionContext().getInfo();
      String step = activity.getWorkflowType() + "." + activity.getActivityType();
      boolean replaced =
          activity.getActivityType().equals("cancel")
              && activity.getWorkflowId().endsWith("/" + CrashLoad.REPLACEMENT);
      return replaced ? step + " replaced" : step;
    } catch (IllegalStateException noActivity) {
      String thread = Thread.currentThread().getName();
      return runs("session.SessionRoll")
          ? "resumed roll"
          : runs("reconcile.") ? "reconcile" : thread.equals("main") ? "start-up" : thread;
    }
  }

  /** Whether something of that name is on the way to here. */
  private static boolean runs(String name) {
    return STACK.walk(
        frames -> frames.anyMatch(frame -> frame.getClassName().startsWith(OURS + name)));
  }
}
