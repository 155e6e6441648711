package dev.aurora.service.app;

import dev.aurora.service.problem.Problem;
import dev.aurora.service.problem.UsageError;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code AURORA_DEAD_MAN}: how long no operator may be silent. Who sets it relies on it, so its
 * text is never guessed.
 */
public final class DeadManVariable {

  private static final String NAME = "AURORA_DEAD_MAN";
  private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");
  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,5})(s|m|h)");
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private DeadManVariable() {}

  /**
   * The longest silence allowed; empty = off.
   *
   * @throws UsageError when its text is neither off nor a length of at least ten seconds
   */
  public static Optional<Duration> limit(Map<String, String> environment) {
    String set = environment.getOrDefault(NAME, "");
    String word = set.strip().toLowerCase(Locale.ROOT);
    if (OFF.contains(word)) {
      return Optional.empty();
    }
    Matcher length = LENGTH.matcher(word);
    Duration limit = length.matches() ? length(length) : Duration.ZERO;
    if (limit.compareTo(SHORTEST) < 0) {
      throw new UsageError(
          new Problem(
              "dead-man",
              "AURORA_DEAD_MAN is no length of time; who sets it relies on it, so it is not"
                  + " guessed.",
              NAME + "=" + set,
              "such as 90s, 15m or 2h, ten seconds at least; or off, or nothing",
              "Set it to one of these, or unset it; nothing was started."));
    }
    return Optional.of(limit);
  }

  private static Duration length(Matcher length) {
    long number = Long.parseLong(length.group(1));
    return switch (length.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
