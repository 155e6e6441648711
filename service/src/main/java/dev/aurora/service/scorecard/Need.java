package dev.aurora.service.scorecard;

import dev.aurora.service.evidence.EvidenceKey;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that an item needs.
 *
 * @param shelfLife how old it may be
 * @param secondsMax how long what it tells of may have taken; null = as long as it likes
 */
public record Need(EvidenceKey key, Duration shelfLife, @Nullable Integer secondsMax) {

  public Need {
    if (!shelfLife.isPositive()) {
      throw new IllegalArgumentException(key + " needs a shelf life");
    }
  }

  /** What a person does to close it. */
  public String close() {
    String subject = key.subject();
    return switch (key.kind()) {
      case GATE -> gate(subject);
      case DRILL -> "./aurora drill " + subject;
      case TEST -> "mvn verify (it runs " + subject + "), then ./aurora scorecard collect";
      case FILE -> "write " + subject + ", then ./aurora scorecard collect";
      case ARTIFACT -> artifact(subject);
      case MODEL ->
          "a model whose side-car in service/data/models shows "
              + subject
              + ", then ./aurora scorecard collect";
      case RELEASE -> ".ci/run, then ./aurora scorecard collect";
    };
  }

  private static String gate(String subject) {
    String level = subject.substring(0, subject.indexOf('/'));
    return level.equals("L0")
        ? "a decision run: ./aurora run --strategy momentum --account PAPER-1"
        : "./aurora gates run " + level.toLowerCase(Locale.ROOT);
  }

  private static String artifact(String subject) {
    if (subject.equals("metrics")) {
      // A run decides once: it has no book over time, so no run of ours can ever close this.
      return "the artifacts of an E2D that measures a book over time, as newest run in artifacts/"
          + " of the data directory: turnover, fill rate and drawdown are unknown to a"
          + " decision run; then ./aurora scorecard collect";
    }
    return "a decision run whose artifacts show "
        + subject
        + ": ./aurora run --strategy momentum --account PAPER-1, then ./aurora scorecard collect";
  }
}
