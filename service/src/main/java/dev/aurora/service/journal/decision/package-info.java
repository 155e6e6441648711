/**
 * What was decided about each order, with all that was known: a hash chain per account. Start at
 * DecisionChain; FactsJson is the text form of facts and verdicts.
 */
package dev.aurora.service.journal.decision;
