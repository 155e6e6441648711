/**
 * The durable way of a rule set into force. Start at {@link
 * dev.aurora.workflows.ruleset.RuleReleaseWorkflow}. Which set answers is not decided here: each
 * check reads it in the books, which hold without any workflow.
 */
@NullMarked
package dev.aurora.workflows.ruleset;

import org.jspecify.annotations.NullMarked;
