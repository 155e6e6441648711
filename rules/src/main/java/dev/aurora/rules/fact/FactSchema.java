package dev.aurora.rules.fact;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The registry of one fact type: every field that a rule's condition may read, and nothing else.
 *
 * @param <F> the fact class
 */
public interface FactSchema<F> {

  /** The simple name that rules use in their pattern, such as {@code OrderCheck}. */
  String patternName();

  Class<F> factClass();

  Optional<FactField<F>> field(String name);

  Collection<FactField<F>> fields();

  /**
   * Flags that tell which part of the facts is there to look at; every rule names one. Empty where
   * all facts have all parts.
   */
  default Set<String> parts() {
    return Set.of();
  }
}
