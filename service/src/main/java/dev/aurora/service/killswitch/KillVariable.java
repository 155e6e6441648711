package dev.aurora.service.killswitch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code AURORA_KILL}: unset, empty, 0, false, no and off are off; anything else engages,
 * since a kill switch that guesses must guess "stop".
 */
public final class KillVariable {

  public static final String NAME = "AURORA_KILL";

  private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");
  private static final Set<String> PLAIN_ON = Set.of("1", "true", "yes", "on");

  private KillVariable() {}

  /** The reason to stop, or empty when the variable is off. */
  public static Optional<String> reason(@Nullable String value) {
    String word = value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    if (OFF.contains(word)) {
      return Optional.empty();
    }
    return Optional.of(
        PLAIN_ON.contains(word)
            ? NAME + " is set"
            : NAME + " has the unknown value '" + value + "', which stops trading");
  }
}
