/** The answer to an order: Verdict with its Breaches. */
package dev.aurora.rules.verdict;
