package dev.aurora.rules.language;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is bound to the fields of its fact. Thread-safe; pure.
 *
 * @param <F> the fact
 */
public interface CompiledCondition<F> {

  /** Whether the condition holds; UNKNOWN when a missing fact decides it. */
  Truth truth(F fact);

  /** JSON paths of the missing facts that leave the condition UNKNOWN; empty when it isn't. */
  Set<String> missing(F fact);

  /** The last comparison against a limit, which tells a breach's numbers. */
  Optional<LimitComparison<F>> limitComparison();

  /** Every comparison in the order of the text, with the values it sees. */
  List<Leaf> leaves(F fact);

  /**
   * One comparison and what it sees.
   *
   * @param left value on the left as plain text; null when it is missing or there is none
   * @param right value on the right, likewise
   */
  record Leaf(String text, Truth truth, @Nullable String left, @Nullable String right) {}
}
