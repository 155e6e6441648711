/**
 * A policy that is ready to answer. Start at {@link dev.aurora.rules.engine.PolicyEngine}, then
 * {@link dev.aurora.rules.engine.RuleSetLoader}: folder to {@link dev.aurora.rules.engine.RuleSet},
 * or every problem in it. {@link dev.aurora.rules.engine.DroolsPolicyEngine} runs the officers'
 * text, {@link dev.aurora.rules.engine.TreePolicyEngine} the typed trees of the same rules; a
 * contract test holds both against each other. Orders and events go one way, each with its Judge.
 * {@link dev.aurora.rules.engine.PolicyCheck} and {@link dev.aurora.rules.engine.EvalLines} are
 * what the command line calls.
 */
@NullMarked
package dev.aurora.rules.engine;

import org.jspecify.annotations.NullMarked;
