/**
 * The cases beside the rules and their runner. Start at {@link dev.aurora.rules.cases.PolicyTests};
 * what a case says is {@link dev.aurora.rules.cases.PolicyCase}, how it went {@link
 * dev.aurora.rules.cases.CaseReport}.
 */
@NullMarked
package dev.aurora.rules.cases;

import org.jspecify.annotations.NullMarked;
