package dev.aurora.rules.language;

import dev.aurora.rules.fact.Stage;
import dev.aurora.rules.limit.ScopeForm;
import dev.aurora.rules.verdict.Consequence;
import dev.aurora.rules.verdict.Ends;
import dev.aurora.rules.verdict.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A rule that checks a fact: read, typed and found clean. The condition reads only fields that its
 * fact has, and compares only what can be compared.
 *
 * @param name a sentence, unique in the policy
 * @param control catalogue id, {@code @id}
 * @param tier tells rules of one control apart, {@code @tier}; null when the control has one rule
 * @param consequence what a match does, if the rule enforces
 * @param mode ENFORCE, or MONITOR: evaluated and recorded only
 * @param since first stage at which the rule enforces
 * @param killLevel level at which HALT_TRADING trips the kill; null for other consequences
 * @param owner who answers for the rule
 * @param source regulation or decision that it follows
 * @param comment the comment above it: why it exists
 * @param latch what a trip latches, if the rule is a breaker; null for a rule over orders
 * @param factType name of the fact it looks at, such as {@code OrderCheck}
 * @param span its first line
 */
public record CheckRule(
    String name,
    String control,
    @Nullable String tier,
    Consequence consequence,
    Mode mode,
    Stage since,
    @Nullable String killLevel,
    String owner,
    String source,
    String comment,
    @Nullable Latch latch,
    String factType,
    Condition condition,
    Span span) {

  /**
   * What a breaker latches when it trips.
   *
   * @param ends {@code @ends}: by a person, or by itself
   * @param scope {@code @scope}: of which of the event's owners
   */
  public record Latch(Ends ends, ScopeForm scope) {}
}
