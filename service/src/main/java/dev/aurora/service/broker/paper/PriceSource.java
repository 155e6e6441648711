package dev.aurora.service.broker.paper;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The bars that the paper broker fills at. Thread-safe; equal questions get equal answers. */
public interface PriceSource {

  /**
   * The first bar whose trading opens at or after that market time; empty while there is none. The
   * answer never depends on when it is asked.
   */
  Optional<OpeningBar> nextBar(String symbol, Instant notBefore);

  /**
   * What the broker needs of a bar.
   *
   * @param opensAt market time at which its trading opens: the session's open for a daily bar
   * @param open price currency per unit, &gt; 0
   * @param volume units traded in the bar, &gt;= 0
   */
  record OpeningBar(String symbol, Instant opensAt, BigDecimal open, BigDecimal volume) {

    public OpeningBar {
      if (open.signum() <= 0 || volume.signum() < 0) {
        throw new IllegalArgumentException(
            "no bar of " + symbol + ": open " + open + ", volume " + volume);
      }
    }
  }
}
