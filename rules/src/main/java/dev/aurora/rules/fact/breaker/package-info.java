/**
 * The facts that breakers look at: one event and what stands around it. Start at {@link
 * dev.aurora.rules.fact.breaker.BreakerFacts} (plain data, null = missing), then {@link
 * dev.aurora.rules.fact.breaker.BreakerCheck} (what rules read) and {@link
 * dev.aurora.rules.fact.breaker.BreakerCheckSchema} (every value with its unit and needs). Which
 * kind of event has to carry which part stands in Section.
 */
@NullMarked
package dev.aurora.rules.fact.breaker;

import org.jspecify.annotations.NullMarked;
