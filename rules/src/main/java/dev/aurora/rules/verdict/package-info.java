/**
 * The answer to an order: Verdict with its Breaches. Catalogue holds the ids of all controls in the
 * order in which breaches are reported.
 */
package dev.aurora.rules.verdict;
