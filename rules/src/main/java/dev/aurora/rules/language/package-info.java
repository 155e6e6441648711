/**
 * The small language inside .drl files that officers may use: text to tree, every mistake at once.
 *
 * <p>Start at {@link dev.aurora.rules.language.PolicyReader}: it takes the text of all files and
 * gives back {@link dev.aurora.rules.language.CheckRule}s and {@link
 * dev.aurora.rules.language.LimitRule}s, or {@link dev.aurora.rules.language.Problem}s. The tree of
 * a rule's condition is {@link dev.aurora.rules.language.Condition}; {@link
 * dev.aurora.rules.language.ConditionCompiler} makes it answer with three values. The grammar is an
 * allow-list: what is not named here never reaches Drools.
 */
@NullMarked
package dev.aurora.rules.language;

import org.jspecify.annotations.NullMarked;
