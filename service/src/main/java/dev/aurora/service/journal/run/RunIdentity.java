package dev.aurora.service.journal.run;

import dev.aurora.service.journal.database.Columns;
import java.time.Instant;

/**
 * Which decision a run makes: one strategy, for one account, on one bar.
 *
 * @param asOf market time of the bar
 */
public record RunIdentity(String account, String strategy, Instant asOf) {

  public RunIdentity {
    asOf = Columns.micros(asOf);
  }

  /** The key in the books, {@code <account>/<strategy>/<as-of>}. */
  public String key() {
    return account + "/" + strategy + "/" + asOf;
  }
}
