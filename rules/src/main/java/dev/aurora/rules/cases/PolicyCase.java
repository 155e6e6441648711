package dev.aurora.rules.cases;

import dev.aurora.rules.fact.OrderFacts;
import dev.aurora.rules.fact.breaker.BreakerFacts;
import dev.aurora.rules.json.FactsLine;
import java.util.Optional;

/**
 * One case as an officer wrote it: facts and what is expected of them.
 *
 * @param control name of the folder
 * @param file path relative to the policy folder
 */
public record PolicyCase(
    String control, String file, String name, FactsLine.Readable facts, Expectation expected) {

  /** The folder of its rules, such as {@code pretrade/daily-loss}. */
  public String folder() {
    return file.substring(0, file.lastIndexOf('/'));
  }

  /** The facts, if they are an order's. */
  public Optional<OrderFacts> order() {
    return facts instanceof FactsLine.OrderLine line ? Optional.of(line.facts()) : Optional.empty();
  }

  /** The facts, if they are an event's. */
  public Optional<BreakerFacts> event() {
    return facts instanceof FactsLine.EventLine line ? Optional.of(line.facts()) : Optional.empty();
  }
}
