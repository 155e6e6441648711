/**
 * Why an answer is what it is, and what would change it. Start at {@link
 * dev.aurora.rules.explain.Explanations}: facts to an {@link dev.aurora.rules.explain.Explanation},
 * which {@link dev.aurora.rules.explain.ExplanationText} shows. {@link
 * dev.aurora.rules.explain.ChangeSearch} finds the smallest change of facts that reaches a goal;
 * whatever it offers was evaluated.
 */
@NullMarked
package dev.aurora.rules.explain;

import org.jspecify.annotations.NullMarked;
