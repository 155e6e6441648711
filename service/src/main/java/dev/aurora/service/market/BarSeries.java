package dev.aurora.service.market;

import java.util.List;
import java.util.Objects;

/**
 * The bars of one symbol in the order of their source, which need not be the order of time.
 * Immutable.
 *
 * @param symbol ticker of every bar
 * @param bars the bars, never sorted or cleaned here
 */
public record BarSeries(String symbol, List<Bar> bars) {

  public BarSeries {
    Objects.requireNonNull(symbol, "symbol");
    bars = List.copyOf(bars);
    for (Bar bar : bars) {
      if (!bar.symbol().equals(symbol)) {
        throw new IllegalArgumentException(
            "a bar of " + bar.symbol() + " in the series of " + symbol);
      }
    }
  }

  /** A series of the newest {@code count} bars by source order; all of them if there are fewer. */
  public BarSeries newest(int count) {
    return bars.size() <= count
        ? this
        : new BarSeries(symbol, bars.subList(bars.size() - count, bars.size()));
  }

  /** Number of bars. */
  public int size() {
    return bars.size();
  }

  /**
   * The last bar of the series.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public Bar last() {
    return bars.getLast();
  }
}
