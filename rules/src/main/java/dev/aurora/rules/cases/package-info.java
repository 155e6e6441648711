/**
 * The cases beside the rules and their runner. Start at {@link dev.aurora.rules.cases.PolicyTests};
 * what a case says is {@link dev.aurora.rules.cases.PolicyCase}, how it went {@link
 * dev.aurora.rules.cases.CaseReport}. {@link dev.aurora.rules.cases.PolicyMutation} tells what no
 * case notices, {@link dev.aurora.rules.cases.CaseExport} writes them for other engines.
 */
@NullMarked
package dev.aurora.rules.cases;

import org.jspecify.annotations.NullMarked;
