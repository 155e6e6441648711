package dev.aurora.service.app;

import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code AURORA_ROLLBACK}: rolling back lifts protection, so its text is never guessed. */
public final class RollbackVariable {

  private static final String NAME = "AURORA_ROLLBACK";
  private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");
  private static final Set<String> ON = Set.of("1", "true", "yes", "on");

  private RollbackVariable() {}

  /**
   * Whether it is on.
   *
   * @throws UsageError when its text says neither on nor off
   */
  public static boolean isOn(Map<String, String> environment) {
    String set = environment.getOrDefault(NAME, "");
    String word = set.strip().toLowerCase(Locale.ROOT);
    if (!ON.contains(word) && !OFF.contains(word)) {
      throw new UsageError(
          new Problem(
              "rollback",
              "AURORA_ROLLBACK is neither on nor off; rolling back lifts protection, so it is not"
                  + " guessed.",
              NAME + "=" + set,
              "1, true, yes or on; or 0, false, no, off or nothing",
              "Set it to one of these, or unset it; nothing was started."));
    }
    return ON.contains(word);
  }
}
