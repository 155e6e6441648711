package dev.aurora.service.demo;

import java.util.Objects;

/**
 * What makes two demos the same: an unfinished one of equal settings is gone on with.
 *
 * @param bars absolute path of the bars
 * @param rollback whether its runs take the baseline stage
 */
public record DemoSettings(
    String bars, int sessions, String strategy, String account, boolean rollback) {

  public DemoSettings {
    Objects.requireNonNull(bars, "bars");
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(account, "account");
    if (sessions < 1) {
      throw new IllegalArgumentException("sessions must be 1 or more, was " + sessions);
    }
  }
}
