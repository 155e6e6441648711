package dev.aurora.service.demo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What makes two demos the same: an unfinished one of equal settings is gone on with.
 *
 * @param bars absolute path of the bars
 * @param rollback whether its runs take the baseline stage
 * @param rules digest of the policy's folder, which a new demo adopts; null in the record of a demo
 *     that is older than this field
 */
public record DemoSettings(
    String bars,
    int sessions,
    String strategy,
    String account,
    boolean rollback,
    @Nullable String rules) {

  public DemoSettings {
    Objects.requireNonNull(bars, "bars");
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(account, "account");
    if (sessions < 1) {
      throw new IllegalArgumentException("sessions must be 1 or more, was " + sessions);
    }
  }
}
