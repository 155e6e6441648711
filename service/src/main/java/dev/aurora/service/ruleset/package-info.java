/**
 * Which rule set answers, everywhere, and how that changes. Start at {@link
 * dev.aurora.service.ruleset.ActiveRuleSets}: each check asks the books, in its own transaction,
 * which set is in force, and answers by it. {@link dev.aurora.service.ruleset.ReleaseStanding} says
 * what the rows mean, {@link dev.aurora.service.ruleset.RuleReleases} has what persons do, {@link
 * dev.aurora.service.ruleset.RuleSetPatrol} keeps each process ready (ADR 0022).
 */
@NullMarked
package dev.aurora.service.ruleset;

import org.jspecify.annotations.NullMarked;
