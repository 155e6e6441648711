/**
 * The facts that go / no-go conditions look at: one candidate and the evidence for it. Start at
 * {@link dev.aurora.rules.fact.promotion.PromotionFacts} (plain data, null = missing), then {@link
 * dev.aurora.rules.fact.promotion.PromotionCheck} (what rules read) and {@link
 * dev.aurora.rules.fact.promotion.PromotionCheckSchema} (every value with its unit and needs).
 */
@NullMarked
package dev.aurora.rules.fact.promotion;

import org.jspecify.annotations.NullMarked;
