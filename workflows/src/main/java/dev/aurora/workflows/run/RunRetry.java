package dev.aurora.workflows.run;

import java.util.Objects;

/**
 * Why there is a further attempt.
 *
 * @param by the person who asked for it
 * @param reason why, one sentence
 */
public record RunRetry(String by, String reason) {

  public RunRetry {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(reason, "reason");
  }
}
