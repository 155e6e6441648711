/**
 * Overrides: what two persons let one order, or a few, break. A pure part of the answer: Overriding
 * takes a verdict and the overrides that stood at the check. Start at RuleOverride; Overridable
 * says which controls can be overridden at all.
 */
package dev.aurora.rules.override;
