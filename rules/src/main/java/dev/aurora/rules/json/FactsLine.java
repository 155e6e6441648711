package dev.aurora.rules.json;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.fact.promotion.PromotionFacts;
import org.jspecify.annotations.Nullable;

/** What one line of facts comes to. */
public sealed interface FactsLine {

  /** Facts that can be evaluated. */
  sealed interface Readable extends FactsLine {}

  /** A pre-trade check. */
  record OrderLine(OrderFacts facts) implements Readable {}

  /** An event for the breakers. */
  record EventLine(BreakerFacts facts) implements Readable {}

  /** A candidate for the go / no-go conditions. */
  record PromotionLine(PromotionFacts facts) implements Readable {}

  /**
   * A line that cannot be read; nothing of it may be evaluated.
   *
   * @param id the line's id, where it could be found
   * @param path JSON path of the first fault, empty for the line as a whole
   * @param found what stands there, shortened
   * @param expected what should stand there
   */
  record Unreadable(@Nullable String id, String path, String found, String expected)
      implements FactsLine {

    /** One sentence for a person. */
    public String message() {
      String where = path.isEmpty() ? "the line" : path;
      return where + ": expected " + expected + ", but found " + found;
    }
  }
}
