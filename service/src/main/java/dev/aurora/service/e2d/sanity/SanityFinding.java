package dev.aurora.service.e2d.sanity;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One violation, repair or flag.
 *
 * @param rule which rule
 * @param symbol whose bars; empty when it is about all of them
 * @param time start of the bar; null when it is about no single bar
 * @param detail what was observed and what the bound is, for a person
 */
public record SanityFinding(SanityRule rule, String symbol, @Nullable Instant time, String detail) {

  public SanityFinding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(symbol, "symbol");
    Objects.requireNonNull(detail, "detail");
  }

  /** One line, such as {@code return-jump AAPL 2005-02-28T00:00:00Z: ...}. */
  public String line() {
    return rule.id()
        + (symbol.isEmpty() ? "" : " " + symbol)
        + (time == null ? "" : " " + time)
        + ": "
        + detail;
  }
}
