/**
 * The answers: to an order a Verdict with its Breaches, to an event a BreakerVerdict with its
 * Trips. Catalogue holds the ids of all controls in the order in which they are reported, WarnLevel
 * says which limits are nearly used up.
 */
package dev.aurora.rules.verdict;
