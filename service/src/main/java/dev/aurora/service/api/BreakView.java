package dev.aurora.service.api;

import dev.aurora.service.journal.book.Breaks;
import java.util.List;

/** Differences between books and broker. */
public record BreakView(List<Breaks.Break> breaks) {

  public BreakView {
    breaks = List.copyOf(breaks);
  }
}
