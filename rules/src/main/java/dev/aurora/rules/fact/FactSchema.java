package dev.aurora.rules.fact;

import java.util.Collection;
import java.util.Optional;

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
}
